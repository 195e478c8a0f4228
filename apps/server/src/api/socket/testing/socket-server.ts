import { systemRuntime } from '../../../runtime/runtime.ts';
import { type GateServer, startGateServer } from '../../../wire/testing/gate-server.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { WireLimits } from '../../../wire/wire-limits.ts';
import type { CallFailure } from '../replies.ts';
import type { OpenedContext, SocketOpening } from '../socket-opening.ts';
import { trpcClosing } from '../trpc-closing.ts';
import { createTrpcSocketHandler } from '../trpc-socket-handler.ts';
import type { TrpcSocketLimits } from '../trpc-socket-limits.ts';
import { Stage, type TestContext, testRouter } from './test-router.ts';

export interface SocketServerOptions {
  readonly stage?: Stage;
  readonly limits?: Partial<TrpcSocketLimits>;
  readonly wireLimits?: Partial<WireLimits>;
  readonly createContext?: (opening: SocketOpening) => Promise<TestContext>;
}

export interface SocketServer extends AsyncDisposable {
  readonly gate: GateServer;
  readonly stage: Stage;
  readonly outlets: WebSocketOutlet[];
  /** What the adapter reported to the log. */
  readonly failures: CallFailure[];
  /** Contexts made and disposed of. */
  readonly contexts: { opened: number; closed: number };
  url(path?: string): string;
}

/** The test router on a real server. */
export async function startSocketServer(options: SocketServerOptions = {}): Promise<SocketServer> {
  const stage = options.stage ?? new Stage();
  const outlets: WebSocketOutlet[] = [];
  const failures: CallFailure[] = [];
  const contexts = { opened: 0, closed: 0 };
  const handler = createTrpcSocketHandler({
    router: testRouter(stage),
    runtime: systemRuntime(),
    onError: (failure) => failures.push(failure),
    ...(options.limits && { limits: options.limits }),
    async createContext(opening): Promise<OpenedContext<TestContext>> {
      const context = (await options.createContext?.(opening)) ?? { user: 'nobody' };
      contexts.opened += 1;
      return {
        context,
        [Symbol.dispose]: () => {
          contexts.closed += 1;
        },
      };
    },
  });
  const gate = await startGateServer({
    closing: trpcClosing,
    open(outlet, request) {
      outlets.push(outlet);
      handler.accept(outlet, request);
    },
    ...(options.wireLimits && { limits: options.wireLimits }),
  });
  return {
    gate,
    stage,
    outlets,
    failures,
    contexts,
    url: (path) => gate.url(path),
    [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose](),
  };
}
