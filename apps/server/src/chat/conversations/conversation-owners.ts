import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import type { Role } from './conversation.ts';
import type { ConversationLedger } from './conversation-ledger.ts';
import type { ConversationNotices } from './conversation-notices.ts';
import { existingUsers } from './existing-users.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { requireNotBanned } from './require-free.ts';
import { withOwner } from './with-owner.ts';

/** Groups that one query finds. */
const PAGE = 100;

/** Gives groups to other owners, and tells their members. */
export class ConversationOwners {
  readonly #parts: ChatParts;
  readonly #ledger: ConversationLedger;
  readonly #notices: ConversationNotices;

  constructor(parts: ChatParts, ledger: ConversationLedger, notices: ConversationNotices) {
    this.#parts = parts;
    this.#ledger = ledger;
    this.#notices = notices;
  }

  /** See `Conversations.setOwner`. */
  setOwner(caller: ChatCaller, id: string, userId: string): Promise<KnownConversation> {
    return this.#ledger.inTurn(id, async () => {
      const { conversation, members, role } = await this.#ledger.require(caller, id);
      if (conversation.kind !== 'group') throw chatRefusal('not_group');
      if (role !== 'owner') throw chatRefusal('not_owner');
      requireNotBanned(this.#parts, caller, id);
      if (!members.has(userId)) {
        throw chatRefusal('user_not_found', 'The new owner is not in the conversation.');
      }
      if (userId === caller.userId) return { conversation, members };
      // Who was deleted is in it still, and could never hand it on.
      if (!(await this.#parts.chat.users.find(caller.app, userId))) throw chatRefusal('user_not_found');
      return this.#handOver(caller, { conversation, members }, userId, 'admin');
    });
  }

  /** See `Conversations.handOverGroups`. */
  async handOverGroups(caller: ChatCaller): Promise<void> {
    const { core, onFailure } = this.#parts;
    const { app, userId } = caller;
    let after = '';
    for (;;) {
      const ids = await core.store.chat.conversations.ownedGroups(app.id, userId, { after, limit: PAGE });
      for (const id of ids) {
        try {
          await this.#handOn(caller, id);
        } catch (error) {
          onFailure(error);
        }
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < PAGE) return;
      after = last;
    }
  }

  /** To who would have it if the caller left. Where nobody else is, or only users who are gone, it stays the caller's. */
  async #handOn(caller: ChatCaller, id: string): Promise<void> {
    const { app, userId } = caller;
    const heirId = await this.#ledger.inTurn(id, async () => {
      const known = await this.#ledger.memory.find(app.id, id);
      if (known?.members.get(userId)?.role !== 'owner') return null;
      const others = new Map(known.members);
      others.delete(userId);
      const existing = await existingUsers(this.#parts, app, others.keys());
      const { ownerId } = withOwner(known.conversation, others, existing).conversation;
      if (!existing.has(ownerId)) return null;
      // Who is gone needs no rights, and must not inherit as an admin when the heir goes too.
      await this.#handOver(caller, known, ownerId, 'member');
      return ownerId;
    });
    if (heirId === null) return;
    // An heir who was deleted meanwhile may have looked for its groups before this one was among them.
    const heir = await this.#parts.chat.users.find(app, heirId);
    if (!heir) await this.#handOn({ ...caller, userId: heirId }, id);
  }

  /** @param role what the caller, who was the owner, is from now on. */
  async #handOver(
    caller: ChatCaller,
    { conversation, members }: KnownConversation,
    heirId: string,
    role: Role,
  ): Promise<KnownConversation> {
    const roles = [
      { userId: caller.userId, role },
      { userId: heirId, role: 'owner' as const },
    ];
    const altered = new Map(members);
    for (const changed of roles) {
      const member = members.get(changed.userId);
      if (member) altered.set(changed.userId, { ...member, ...changed });
    }
    const fields = { ownerId: heirId, updatedAt: this.#parts.core.runtime.clock.now() };
    const after = { conversation: { ...conversation, ...fields }, members: altered };
    await this.#ledger.alter(caller.app.id, after, { roles, fields });
    await this.#notices.tell(caller, after, 'conversation_updated', members.keys());
    return after;
  }
}
