import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { type ChangePlan, planChange } from './change-plan.ts';
import { chargeTelling } from './charge-telling.ts';
import type { ConversationLedger } from './conversation-ledger.ts';
import type { ConversationNotices } from './conversation-notices.ts';
import type { ConversationChange } from './conversations.ts';
import { existingUsers } from './existing-users.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { requireFree } from './require-free.ts';
import { withOwner } from './with-owner.ts';

/** More than anybody can be added at once, and than users can be asked for. */
const MOST_ADDED = 1000;

/** Changes conversations, and tells who is concerned. */
export class ConversationChanges {
  readonly #parts: ChatParts;
  readonly #ledger: ConversationLedger;
  readonly #notices: ConversationNotices;

  constructor(parts: ChatParts, ledger: ConversationLedger, notices: ConversationNotices) {
    this.#parts = parts;
    this.#ledger = ledger;
    this.#notices = notices;
  }

  /** See `Conversations.update`. Resolves with the conversation as it is then. */
  async update(caller: ChatCaller, id: string, change: ConversationChange): Promise<KnownConversation> {
    const { app, userId } = caller;
    const toAdd = [...new Set(change.add)];
    if (toAdd.length > MOST_ADDED) throw chatRefusal('too_many_participants');
    const toBeAdded = await existingUsers(this.#parts, app, toAdd);
    return this.#ledger.inTurn(id, async () => {
      const before = await this.#ledger.require(caller, id);
      await requireFree(this.#parts, caller, before.conversation, change);
      const goes = before.role === 'owner' && change.remove?.includes(userId) === true;
      const heirs = await existingUsers(this.#parts, app, goes ? before.members.keys() : []);
      const plan = planChange(before, change, {
        callerId: userId,
        existing: new Set([...toBeAdded, ...heirs]),
        now: this.#now(),
        mostMembers: app.settings.chat.groupMembers,
      });
      if (!plan.isChange) return before;
      chargeTelling(this.#parts.core, caller, toldOf(plan));
      if (plan.after.members.size === 0) await this.#ledger.end(app.id, before);
      else await this.#apply(caller, plan);
      await this.#report(caller, plan);
      return plan.after;
    });
  }

  /** See `Conversations.leave`. */
  async leave(caller: ChatCaller, id: string): Promise<void> {
    const { app, userId } = caller;
    await this.#ledger.inTurn(id, async () => {
      const before = await this.#ledger.require(caller, id);
      const remaining = new Map(before.members);
      remaining.delete(userId);
      if (remaining.size === 0) {
        await this.#ledger.end(app.id, before);
        await this.#notices.left(caller, id);
        return;
      }
      const isGroup = before.conversation.kind === 'group';
      const heirs = isGroup && before.role === 'owner' ? remaining.keys() : [];
      const existing = await existingUsers(this.#parts, app, heirs);
      const owned = withOwner(before.conversation, remaining, existing);
      const updatedAt = isGroup ? this.#now() : before.conversation.updatedAt;
      const { ownerId } = owned.conversation;
      const after = { ...owned, conversation: { ...owned.conversation, updatedAt } };
      const hasHeir = ownerId !== before.conversation.ownerId;
      await this.#ledger.alter(app.id, after, {
        remove: [userId],
        roles: hasHeir ? [{ userId: ownerId, role: 'owner' }] : [],
        fields: { ownerId, updatedAt },
      });
      await this.#notices.left(caller, id);
      if (isGroup) await this.#notices.noteMembers(caller, id, 'member_left', [userId]);
      if (hasHeir) await this.#notices.tell(caller, after, 'conversation_updated', remaining.keys());
    });
  }

  async #apply(caller: ChatCaller, plan: ChangePlan): Promise<void> {
    const { core, chat } = this.#parts;
    const { app } = caller;
    const { after, added, removed, roles, fields, hasNewImage } = plan;
    const { id, image } = after.conversation;
    if (hasNewImage && image) await chat.files.share(caller, [image.fileId], id);
    const heads = added.length === 0 ? null : await core.store.chat.conversations.heads(app.id, [id]);
    const start = heads?.get(id)?.head ?? null;
    await this.#ledger.alter(app.id, after, {
      fields,
      roles,
      remove: removed,
      add: added.map((member) => ({ ...member, start })),
    });
  }

  /** Who came, what was told in the conversation, who went, and what else is new: in this order. */
  async #report(caller: ChatCaller, plan: ChangePlan): Promise<void> {
    const { after, isNoticeable, hasNewImage } = plan;
    const { id, kind } = after.conversation;
    const added = plan.added.map(({ userId }) => userId);
    const expelled = plan.removed.filter((userId) => userId !== caller.userId);
    const hasLeft = plan.removed.includes(caller.userId);
    await this.#notices.welcome(caller, after, 'conversation_updated', added);
    if (after.members.size > 0) {
      await this.#notices.noteMembers(caller, id, 'member_added', added);
      await this.#notices.noteMembers(caller, id, 'member_removed', expelled);
      if (hasLeft) await this.#notices.noteMembers(caller, id, 'member_left', [caller.userId]);
    }
    await this.#notices.tell(caller, after, 'conversation_removed', expelled);
    if (hasLeft) await this.#notices.left(caller, id);
    if (isNoticeable) {
      const present = [...after.members.keys()].filter((userId) => !added.includes(userId));
      await this.#notices.tell(caller, after, 'conversation_updated', present);
    }
    if (hasNewImage && kind === 'group' && after.members.size > 0) await this.#notices.noteImage(caller, id);
  }

  #now(): number {
    return this.#parts.core.runtime.clock.now();
  }
}

/** How many users are told of a change on their own channels, or are told of in the conversation. */
function toldOf({ after, added, removed, isNoticeable }: ChangePlan): number {
  return added.length + removed.length + (isNoticeable ? after.members.size : 0);
}
