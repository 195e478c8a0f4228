import { Parley, type ParleyOptions } from './parley.ts';
import { platformWorld } from './session.ts';
import type { WebSocketClass } from './socket/socket.ts';

export interface CreateParleyOptions extends ParleyOptions {
  /** The WebSocket class to use; by default the platform's own, or the `ws` package where there is none (Node 20). */
  readonly WebSocket?: WebSocketClass;
}

/**
 * Makes a client. It connects when something is first asked of it.
 *
 * @example
 * ```ts
 * const parley = createParley({ url: 'http://127.0.0.1:4000', key: 'client-key', token: () => fetchToken() });
 * const channel = parley.channel(room, { id: '42' });
 * await channel.publish('message', { text: 'hi' });
 * ```
 *
 * @throws TypeError when the address is none.
 */
export function createParley(options: CreateParleyOptions): Parley {
  return new Parley(options, platformWorld(options.WebSocket));
}
