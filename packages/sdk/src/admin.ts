import { createTRPCClient, httpBatchLink, splitLink, type TRPCClient } from '@trpc/client';
import superjson from 'superjson';
import { apiAddress } from './address.ts';
import type { AppRouter } from './rpc/app-router.ts';
import { connectionLink } from './rpc/connection-link.ts';
import { createSession, platformWorld } from './session.ts';
import type { WebSocketClass } from './socket/socket.ts';

/** How an app's backend reaches the server. */
export interface ParleyAdminOptions {
  /** Where the server is, such as `https://chat.example.com`. */
  readonly url: string;
  /** The app's admin key. Secret: for backends only. */
  readonly adminKey: string;
  /** The WebSocket class for live feeds; by default the platform's own, or the `ws` package (Node 20). */
  readonly WebSocket?: WebSocketClass;
}

/** An app's administration: every procedure, typed. */
export interface ParleyAdmin extends Disposable {
  /**
   * The server's procedures. Queries and mutations go over HTTP, one request for all that are made at once;
   * subscriptions, such as the live event feed, over a WebSocket that is opened when first needed and kept up. Rejects
   * with `TRPCClientError`; its `data.parley` says what to do.
   */
  readonly api: TRPCClient<AppRouter>;
  /** Ends every subscription and the connection, for good. */
  close(): void;
}

/**
 * Makes a client for an app's backend.
 *
 * @example
 * ```ts
 * using parley = createParleyAdmin({ url: 'http://127.0.0.1:4000', adminKey: process.env.PARLEY_ADMIN_KEY });
 * await parley.api.channels.publish.mutate({ channel: 'news', name: 'headline', data: { text: 'Hello' } });
 * ```
 *
 * @throws TypeError when the address is none.
 */
export function createParleyAdmin({ url, adminKey, WebSocket }: ParleyAdminOptions): ParleyAdmin {
  const { calls, connection } = createSession({
    url,
    credentials: { adminKey },
    world: platformWorld(WebSocket),
    stateChanged: () => {},
  });
  const http = httpBatchLink<AppRouter>({
    url: apiAddress(url, '/trpc', 'http'),
    headers: { 'api-key': adminKey },
    transformer: superjson,
  });
  const api = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: connectionLink<AppRouter>(calls),
        false: http,
      }),
    ],
  });
  const close = (): void => connection.handle({ type: 'close' });
  return { api, close, [Symbol.dispose]: close };
}

export type { AppRouter } from './rpc/app-router.ts';
export type { WebSocketClass, WebSocketLike } from './socket/socket.ts';
