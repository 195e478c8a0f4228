import type { IncomingMessage } from 'node:http';
import type { AnyTRPCRouter, inferRouterContext } from '@trpc/server';
import type { Runtime } from '../../runtime/runtime.ts';
import type { WebSocketOutlet } from '../../wire/web-socket-outlet.ts';
import { FeedCodec } from './feed-codec.ts';
import { type CallFailure, Replies } from './replies.ts';
import type { OpenedContext, SocketOpening } from './socket-opening.ts';
import { transformerSplice } from './transformer-splice.ts';
import { TrpcConnection } from './trpc-connection.ts';
import { DEFAULT_TRPC_SOCKET_LIMITS, type TrpcSocketLimits } from './trpc-socket-limits.ts';
import type { TrpcSocketSetup } from './trpc-socket-setup.ts';

export interface TrpcSocketHandlerOptions<TRouter extends AnyTRPCRouter> {
  readonly router: TRouter;
  readonly runtime: Pick<Runtime, 'timers'>;
  /**
   * Called once per connection, when its connection parameters came or at once if it has none. What it throws refuses the
   * connection: each request is answered with it, then the socket is closed with its code (`trpcClosing`).
   */
  readonly createContext: (
    opening: SocketOpening,
  ) => Promise<OpenedContext<inferRouterContext<TRouter>>> | OpenedContext<inferRouterContext<TRouter>>;
  /**
   * Throws if who is connected may not send so much at once, which ends the connection; `null`: nobody was let in yet.
   * Default: everybody may.
   */
  readonly requireFitting?: (bytes: number, context: unknown) => void;
  /** Hears of every failure that is answered to a client or has nobody to be answered to. Must not throw. */
  readonly onError: (failure: CallFailure) => void;
  readonly limits?: Partial<TrpcSocketLimits>;
}

export interface TrpcSocketHandler {
  /** Serves the router on a connection. Call it in the turn in which the gate opened it. */
  accept(outlet: WebSocketOutlet, request: IncomingMessage): void;
}

/**
 * Serves a tRPC router over WebSockets, on the wire of tRPC's own adapter: the stock `wsLink` works unchanged. A
 * subscription whose procedure returns a channel feed is fed from the hub with frames shared by all readers; any other
 * yields its values one by one and is not asked for more than its client takes.
 *
 * Differences from the stock adapter, on purpose: everything from outside is bounded (`TrpcSocketLimits`); an unreadable
 * request whose id can be read is answered under that id; a bad request does not spoil its batch; a refused connection answers its
 * first requests before it closes.
 *
 * @example
 * const gate = new UpgradeGate({ wire, closing: trpcClosing, maxMessageBytes, allowsOrigin });
 * const handler = createTrpcSocketHandler({ router, runtime, onError, createContext: async ({ connectionParams, outlet }) => {
 *   const session = await sessions.open(connectionParams, outlet);
 *   return { context: { session }, [Symbol.dispose]: () => session.end() };
 * } });
 * server.on('upgrade', (request, socket, head) =>
 *   gate.accept(request, socket, head, (outlet) => handler.accept(outlet, request)));
 */
export function createTrpcSocketHandler<TRouter extends AnyTRPCRouter>(
  options: TrpcSocketHandlerOptions<TRouter>,
): TrpcSocketHandler {
  const { router, runtime, createContext, requireFitting = () => {}, onError, limits } = options;
  const setup: TrpcSocketSetup = {
    router,
    createContext,
    requireFitting,
    replies: new Replies(router, onError),
    codec: new FeedCodec(transformerSplice(router._def._config.transformer)),
    limits: { ...DEFAULT_TRPC_SOCKET_LIMITS, ...limits },
    timers: runtime.timers,
  };
  return {
    accept(outlet, request) {
      outlet.listen(new TrpcConnection(setup, outlet, request));
    },
  };
}
