import type { WebSocketClass } from './socket.ts';

/**
 * The WebSocket class of the `ws` package, for Node 20, which has none of its own. Loaded only when needed; for
 * browsers the package's `browser` field replaces it with nothing.
 */
export async function nodeWebSocket(): Promise<WebSocketClass> {
  const { WebSocket } = await import('ws');
  return WebSocket;
}
