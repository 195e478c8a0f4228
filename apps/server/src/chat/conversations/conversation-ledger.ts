import type { Core } from '../../core/core.ts';
import type { ConversationAlteration, ConversationStore } from '../../core/store/chat/conversation-store.ts';
import { ChangeTurns } from '../../runtime/change-turns.ts';
import type { ChatCaller } from '../caller.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { channelOf, type Role } from './conversation.ts';
import { ConversationMemory } from './conversation-memory.ts';
import { type KnownConversation, toRecord } from './kept-conversation.ts';

/**
 * Which conversations there are and who is in them: the one way to read that, and to change it. A change is in the database
 * before it is in memory; and who is no longer a member hears nothing more of the channel when the change has returned.
 */
export class ConversationLedger {
  readonly #core: Core;
  readonly #store: ConversationStore;
  readonly #turns = new ChangeTurns();
  readonly memory: ConversationMemory;

  constructor(core: Core) {
    this.#core = core;
    this.#store = core.store.chat.conversations;
    this.memory = new ConversationMemory(this.#store);
  }

  /** Runs what changes a conversation after all that changes it already. */
  inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(id, work);
  }

  /** `conversation_not_found`, `not_member`. */
  async require(caller: ChatCaller, id: string): Promise<KnownConversation & { readonly role: Role }> {
    const known = await this.memory.find(caller.app.id, id);
    if (!known) throw chatRefusal('conversation_not_found');
    const role = known.members.get(caller.userId)?.role;
    if (role === undefined) throw chatRefusal('not_member');
    return { ...known, role };
  }

  /** Resolves with false if the two of its pair have a conversation already. */
  async begin(appId: string, known: KnownConversation, pairKey: string | null): Promise<boolean> {
    const record = toRecord(appId, known.conversation, pairKey);
    const isNew = await this.#store.create(record, [...known.members.values()]);
    if (isNew) this.memory.put(appId, known);
    return isNew;
  }

  /** What `after` says, and who begins to read where. */
  async alter(
    appId: string,
    after: KnownConversation,
    { add = [], roles = [], remove = [], fields = {} }: Partial<ConversationAlteration>,
  ): Promise<void> {
    const { id } = after.conversation;
    try {
      await this.#store.alter(appId, id, { add, roles, remove, fields });
    } catch (error) {
      await this.#lookAgain(appId, id, remove);
      throw error;
    }
    this.memory.put(appId, after);
    this.#expel(appId, id, remove);
  }

  /** The last ones are gone. What was said stays in the log, where nobody reads it. */
  async end(appId: string, { conversation, members }: KnownConversation): Promise<void> {
    const { id } = conversation;
    try {
      await this.#store.remove(appId, id);
    } catch (error) {
      await this.#lookAgain(appId, id, [...members.keys()]);
      throw error;
    }
    this.memory.forget(appId, id);
    this.#expel(appId, id, [...members.keys()]);
  }

  /** A change failed, or was made and only the answer lost: then it would not be made again, and who went must hear no more. */
  async #lookAgain(appId: string, id: string, leaving: readonly string[]): Promise<void> {
    this.memory.forget(appId, id);
    // While the database is away nobody knows who is a member; who was to go listens anew when that is known.
    const known = leaving.length === 0 ? null : await this.memory.find(appId, id).catch(() => null);
    this.#expel(
      appId,
      id,
      leaving.filter((userId) => known?.members.has(userId) !== true),
    );
  }

  #expel(appId: string, id: string, userIds: readonly string[]): void {
    for (const userId of userIds) this.#core.sessions.endMembership(appId, userId, channelOf(id));
  }
}
