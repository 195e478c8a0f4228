import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  type WebSocketClientOptions,
  wsLink,
} from '@trpc/client';
import superjson from 'superjson';
import { WebSocket } from 'ws';
import type { AppRouter } from '../../src/api/app-router.ts';
import type { TestServer } from './test-server.ts';

export type ConnectionParams = Record<string, string>;

/** The stock tRPC client on a WebSocket of its own, as a stranger would build it. */
export function stockClient(server: TestServer, connectionParams: ConnectionParams) {
  const options: WebSocketClientOptions = {
    url: `${server.wsUrl}/trpc`,
    connectionParams,
    retryDelayMs: () => 20,
  };
  // Node 20 has no WebSocket of its own; that of `ws` does all that the client asks of one.
  const socket = createWSClient(Object.assign(options, { WebSocket }));
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket, transformer: superjson })] });
  return { client, socket, [Symbol.asyncDispose]: () => socket.close() };
}

/** The stock tRPC client over HTTP. */
export function httpClient(server: TestServer, headers: Record<string, string>) {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${server.url}/trpc`, headers, transformer: superjson })],
  });
}
