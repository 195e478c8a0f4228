import { Parley, type ParleyOptions } from '../parley.ts';
import { insidesOf } from '../parley-insides.ts';
import type { World } from '../session.ts';
import { Chat } from './chat.ts';

/** A client of one server, with chat. */
export class ChatParley extends Parley {
  /** Conversations, messages, and who is in them. */
  readonly chat: Chat;

  /** @internal Use `createParley` of `@parley/sdk/chat`. */
  constructor(options: ParleyOptions, world: World) {
    super(options, world);
    const whoAmI = async (): Promise<string | null> => (await this.api.session.whoAmI.query()).user;
    this.chat = new Chat(insidesOf(this), this.api.chat, whoAmI);
  }

  override close(): void {
    this.chat.close();
    super.close();
  }
}
