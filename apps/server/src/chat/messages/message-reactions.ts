import { Body } from '../../core/event/body.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf } from '../conversations/conversation.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { groupedBy } from './grouped-by.ts';
import { REACTION_SIGNAL, type ReactionBody } from './messages.ts';
import { server, speaker } from './speaking.ts';

/** Different reactions of one user to one message. */
const MOST_PER_USER = 20;
/** Reactions to one message that are listed. */
const MOST_LISTED = 10_000;

/** How members react to messages. Whoever calls has made sure that the caller is a member and that there is the message. */
export class MessageReactions {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** Resolves with whether something changed; only then the others hear of it. */
  async change(
    caller: ChatCaller,
    conversationId: string,
    messageId: string,
    { add, remove }: { readonly add?: string; readonly remove?: string },
  ): Promise<boolean> {
    const { core } = this.#parts;
    core.publisher.admit(speaker(caller, channelOf(conversationId)), channelOf(conversationId));
    const of = { conversationId, messageId, userId: caller.userId };
    const { messages } = core.store.chat;
    const removed = remove !== undefined && (await messages.removeReaction({ ...of, reaction: remove }));
    const added = add !== undefined && (await this.#add({ ...of, reaction: add }));
    const body: ReactionBody = { messageId, ...(added && { add }), ...(removed && { remove }) };
    if (added || removed) this.#tell(caller, conversationId, body);
    return added || removed;
  }

  /** Who reacted how. */
  async of(messageId: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#parts.core.store.chat.messages.reactions(messageId, MOST_LISTED);
    const byReaction = groupedBy(rows, ({ reaction }) => reaction);
    return new Map([...byReaction].map(([reaction, all]) => [reaction, all.map(({ userId }) => userId)]));
  }

  async #add(reaction: {
    conversationId: string;
    messageId: string;
    userId: string;
    reaction: string;
  }): Promise<boolean> {
    const { runtime, store } = this.#parts.core;
    const count = await store.chat.messages.countReactions(reaction.messageId, reaction.userId);
    if (count < MOST_PER_USER)
      return store.chat.messages.addReaction({ ...reaction, at: runtime.clock.now() });
    const has = await store.chat.messages.reactions(reaction.messageId, MOST_LISTED);
    if (has.some((one) => one.userId === reaction.userId && one.reaction === reaction.reaction)) return false;
    throw chatRefusal('too_many_reactions');
  }

  #tell(caller: ChatCaller, conversationId: string, body: ReactionBody): void {
    const { publisher } = this.#parts.core;
    const channel = channelOf(conversationId);
    // It is kept: that is told, whatever the caller may say by now.
    publisher.signal(
      server(caller),
      {
        ...{ channel, name: REACTION_SIGNAL, body: Body.ofValue(body), only: null },
        ...{ asUser: caller.userId, isServers: true },
      },
      caller.protocol,
    );
  }
}
