import type { AppRouter } from '@parley/server/app-router';
import { createTRPCClient, createWSClient, httpBatchLink, splitLink, wsLink } from '@trpc/client';
import superjson from 'superjson';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** One socket for all live feeds, opened with the first of them. The session's cookie proves who opens it. */
export const socket = createWSClient({
  url: new URL('/trpc', window.location.href).href.replace(/^http/, 'ws'),
  lazy: { enabled: true, closeMs: 5000 },
  keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 10_000 },
  retryDelayMs: (attempt) => Math.random() * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt),
});

/**
 * @param currentApp the app that is being looked at, for the few procedures that act in the caller's own app
 */
export function createClient(currentApp: () => string | null) {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: wsLink({ client: socket, transformer: superjson }),
        false: httpBatchLink({
          url: '/trpc',
          transformer: superjson,
          maxURLLength: 4000,
          // A header that no other site can make a browser send: the proof that a request is ours.
          headers: () => ({ 'x-parley-csrf': '1', ...appHeader(currentApp()) }),
        }),
      }),
    ],
  });
}

function appHeader(app: string | null): Record<string, string> {
  return app === null ? {} : { 'x-parley-app': app };
}
