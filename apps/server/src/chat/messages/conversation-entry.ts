import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { type Conversation, channelOf, type Members, type Role } from '../conversations/conversation.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';

/** A conversation that somebody has been let into. */
export interface Entered {
  readonly conversation: Conversation;
  readonly members: Members;
  readonly role: Role;
  readonly channel: string;
}

/** Lets members into their conversations: everything that is done with messages begins here. */
export class ConversationEntry {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** Throws `conversation_not_found`, `not_member`, `banned`. */
  async enter(caller: ChatCaller, conversationId: string): Promise<Entered> {
    const { chat, core } = this.#parts;
    const entered = await chat.conversations.require(caller, conversationId);
    const channel = channelOf(conversationId);
    if (!caller.isBackend) core.moderation.requireNotBanned(caller.app.id, caller.userId, channel);
    return { ...entered, channel };
  }

  /** To say something there. Throws `blocked` besides. */
  async enterToSpeak(caller: ChatCaller, conversationId: string): Promise<Entered> {
    const entered = await this.enter(caller, conversationId);
    const other = peerOf(caller, entered.conversation);
    const isBlocked =
      other !== null && (await this.#parts.chat.blocks.between(caller.app, caller.userId, other));
    if (isBlocked) throw chatRefusal('blocked');
    return entered;
  }
}

/** The other one of the two of a private conversation, whether it is in it or has left; null for a group. */
export function peerOf({ userId }: ChatCaller, { kind, ownerId, opponentId }: Conversation): string | null {
  if (kind === 'group') return null;
  return userId === ownerId ? opponentId : ownerId;
}
