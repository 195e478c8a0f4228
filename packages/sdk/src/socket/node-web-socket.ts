import type { WebSocketClass } from './socket.ts';

/**
 * The WebSocket class of the `ws` package, for Node 20, which has none of its own. Loaded only when
 * needed; what browsers' bundlers find under that name is an empty stand-in that `ws` itself provides.
 */
export async function nodeWebSocket(): Promise<WebSocketClass> {
  const { WebSocket } = await import('ws');
  return WebSocket;
}
