import { WebSocket } from 'ws';
import type { WebSocketOutlet } from './web-socket-outlet.ts';

/** A `ws` socket that knows its outlet, so that all sockets share their event handlers instead of having closures each. */
export class WireSocket extends WebSocket {
  outlet: WebSocketOutlet | null = null;
}
