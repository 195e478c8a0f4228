import { ParleyError } from '../../core/errors/parley-error.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { userChannelOf } from '../live/user-events.ts';
import { requireVoice } from '../messages/speaking.ts';
import { chargeTelling } from './charge-telling.ts';
import type { Conversation, Member } from './conversation.ts';
import type { ConversationLedger } from './conversation-ledger.ts';
import type { ConversationNotices } from './conversation-notices.ts';
import type { NewConversation } from './conversations.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { pairKey } from './pair-key.ts';

/** As many users can be asked for at once, and no group has more members. */
const MOST_PARTICIPANTS = 1000;
/** So often a pair can end its conversation while another one of the two begins it. */
const MOST_ATTEMPTS = 8;

interface Begun {
  readonly known: KnownConversation;
  readonly isNew: boolean;
}

/** Makes conversations, and opens those again that somebody had left. */
export class ConversationBeginnings {
  readonly #parts: ChatParts;
  readonly #ledger: ConversationLedger;
  readonly #notices: ConversationNotices;

  constructor(parts: ChatParts, ledger: ConversationLedger, notices: ConversationNotices) {
    this.#parts = parts;
    this.#ledger = ledger;
    this.#notices = notices;
  }

  /** See `Conversations.create`. */
  async create(caller: ChatCaller, request: NewConversation): Promise<Begun> {
    const { kind, participants, name, description, image } = request;
    const isShown = [name, description, image].some((field) => field !== undefined);
    if (isShown) requireVoice(this.#parts.core, caller, userChannelOf(caller.userId));
    const named = new Set(participants);
    const namesSelf = named.delete(caller.userId);
    if (named.size === 0) {
      throw chatRefusal(kind === 'private' && namesSelf ? 'self_conversation' : 'no_participants');
    }
    if (named.size > MOST_PARTICIPANTS) throw tooMany(kind);
    const others = (await this.#parts.chat.users.list(caller.app, [...named])).map(({ id }) => id);
    return kind === 'private'
      ? this.#beginPrivate(caller, request, others)
      : this.#beginGroup(caller, request, others);
  }

  /** See `Conversations.reopen`. */
  async reopen(caller: ChatCaller, id: string): Promise<void> {
    const known = await this.#ledger.require(caller, id);
    if (absentees(known).length > 0) await this.#bringBack(caller, id);
  }

  async #beginPrivate(
    caller: ChatCaller,
    request: NewConversation,
    others: readonly string[],
  ): Promise<Begun> {
    const [opponentId] = others;
    if (opponentId === undefined) throw chatRefusal('user_not_found');
    if (others.length > 1) throw chatRefusal('too_many_in_private');
    const key = pairKey(caller.userId, opponentId);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const id = await this.#parts.core.store.chat.conversations.findPair(caller.app.id, key);
      if (id === null) {
        const known = this.#newConversation(caller, request, opponentId, others);
        if (await this.#begin(caller, known, key)) return { known, isNew: true };
      } else {
        const known = await this.#bringBack(caller, id);
        if (known) return { known, isNew: false };
      }
    }
    throw new ParleyError('unavailable', 'The conversation is begun and ended by others meanwhile.', {
      retryAfterMs: 1000,
    });
  }

  async #beginGroup(caller: ChatCaller, request: NewConversation, others: readonly string[]): Promise<Begun> {
    if (others.length === 0) throw chatRefusal('no_participants');
    if (others.length >= caller.app.settings.chat.groupMembers) throw chatRefusal('too_many_participants');
    const known = this.#newConversation(caller, request, null, others);
    await this.#begin(caller, known, null);
    return { known, isNew: true };
  }

  async #begin(caller: ChatCaller, known: KnownConversation, key: string | null): Promise<boolean> {
    const { id, image } = known.conversation;
    chargeTelling(this.#parts.core, caller, known.members.size - 1);
    // First: who sees the conversation sees its picture.
    if (image) await this.#parts.chat.files.share(caller, [image.fileId], id);
    if (!(await this.#ledger.begin(caller.app.id, known, key))) return false;
    await this.#notices.tell(caller, known, 'conversation_created', known.members.keys());
    return true;
  }

  #newConversation(
    { userId }: ChatCaller,
    { kind, name, description, image }: NewConversation,
    opponentId: string | null,
    others: readonly string[],
  ): KnownConversation {
    const { ids, clock } = this.#parts.core.runtime;
    const now = clock.now();
    const conversation: Conversation = {
      id: ids.next(),
      kind,
      name: name ?? null,
      description: description ?? null,
      image: image ?? null,
      ownerId: userId,
      opponentId,
      createdAt: now,
      updatedAt: now,
    };
    const members = [userId, ...others].sort().map((id) => memberOf(conversation, id, now));
    return { conversation, members: new Map(members.map((member) => [member.userId, member])) };
  }

  /** Puts those of the two who had left in again. Null: the conversation has ended. */
  async #bringBack(caller: ChatCaller, id: string): Promise<KnownConversation | null> {
    const { core, chat } = this.#parts;
    const { app } = caller;
    return this.#ledger.inTurn(id, async () => {
      const known = await this.#ledger.memory.find(app.id, id);
      if (!known) return null;
      // Who is no longer a user stays away.
      const back = (await chat.users.list(app, absentees(known))).map((user) => user.id);
      if (back.length === 0) return known;
      const now = core.runtime.clock.now();
      const start = (await core.store.chat.conversations.heads(app.id, [id])).get(id)?.head ?? null;
      const returned = back.map((userId) => memberOf(known.conversation, userId, now));
      const members = new Map(known.members);
      for (const member of returned) members.set(member.userId, member);
      const after = { ...known, members };
      await this.#ledger.alter(app.id, after, { add: returned.map((member) => ({ ...member, start })) });
      await this.#notices.welcome(caller, after, 'conversation_created', back);
      return after;
    });
  }
}

function memberOf({ ownerId }: Conversation, userId: string, joinedAt: number): Member {
  return { userId, role: userId === ownerId ? 'owner' : 'member', joinedAt };
}

/** Of a private conversation, who of the two has left. */
function absentees({ conversation, members }: KnownConversation): string[] {
  const { kind, ownerId, opponentId } = conversation;
  if (kind !== 'private' || opponentId === null) return [];
  return [ownerId, opponentId].filter((id) => !members.has(id));
}

function tooMany(kind: NewConversation['kind']): ParleyError {
  return chatRefusal(kind === 'private' ? 'too_many_in_private' : 'too_many_participants');
}
