import type { CreateParleyOptions } from '../create-parley.ts';
import { platformWorld } from '../session.ts';
import { ChatParley } from './chat-parley.ts';

/**
 * Makes a client with chat. It connects when something is first asked of it.
 *
 * @example
 * ```ts
 * const parley = createParley({ url: 'http://127.0.0.1:4000', key: 'client-key', token: () => fetchToken() });
 * using conversation = parley.chat.conversation(id);
 * await conversation.send('hello');
 * ```
 *
 * @throws TypeError when the address is none.
 */
export function createParley(options: CreateParleyOptions): ChatParley {
  return new ChatParley(options, platformWorld(options.WebSocket));
}
