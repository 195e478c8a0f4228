import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { userChannelOf } from '../live/user-events.ts';
import { speaker } from '../messages/speaking.ts';
import type { Conversation, Members, Role } from './conversation.ts';
import { ConversationBeginnings } from './conversation-beginnings.ts';
import { ConversationChanges } from './conversation-changes.ts';
import { ConversationLedger } from './conversation-ledger.ts';
import { ConversationMemberships } from './conversation-memberships.ts';
import { ConversationNotices } from './conversation-notices.ts';
import { ConversationOwners } from './conversation-owners.ts';
import { ConversationViews } from './conversation-views.ts';
import type {
  ConversationChange,
  ConversationQuery,
  Conversations,
  ConversationView,
  NewConversation,
} from './conversations.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { participantsOf } from './participants-of.ts';

/** Conversations that are kept in the store, and those in use also in memory. */
export class StoredConversations implements Conversations, Disposable {
  readonly #parts: ChatParts;
  readonly #ledger: ConversationLedger;
  readonly #beginnings: ConversationBeginnings;
  readonly #changes: ConversationChanges;
  readonly #owners: ConversationOwners;
  readonly #views: ConversationViews;
  readonly #deletions: Disposable;

  constructor(parts: ChatParts) {
    const ledger = new ConversationLedger(parts.core);
    const notices = new ConversationNotices(parts);
    this.#parts = parts;
    this.#ledger = ledger;
    this.#beginnings = new ConversationBeginnings(parts, ledger, notices);
    this.#changes = new ConversationChanges(parts, ledger, notices);
    this.#owners = new ConversationOwners(parts, ledger, notices);
    this.#views = new ConversationViews(parts);
    parts.core.admission.useMembers(new ConversationMemberships(ledger.memory));
    this.#deletions = parts.core.onAppDeleted((appId) => ledger.memory.forgetApp(appId));
  }

  async create(
    caller: ChatCaller,
    request: NewConversation,
  ): Promise<{ view: ConversationView; isNew: boolean }> {
    this.#charge(caller);
    const { known, isNew } = await this.#beginnings.create(caller, request);
    return { view: await this.#views.one(caller, known), isNew };
  }

  async update(caller: ChatCaller, id: string, change: ConversationChange): Promise<ConversationView | null> {
    this.#charge(caller);
    const known = await this.#changes.update(caller, id, change);
    return known.members.size === 0 ? null : this.#views.one(caller, known);
  }

  async setOwner(caller: ChatCaller, id: string, userId: string): Promise<ConversationView> {
    this.#charge(caller);
    return this.#views.one(caller, await this.#owners.setOwner(caller, id, userId));
  }

  handOverGroups(owner: Pick<ChatCaller, 'app' | 'userId' | 'sessionId'>): Promise<void> {
    return this.#owners.handOverGroups({
      ...owner,
      ...{ deviceId: null, address: '', protocol: 'server', isBackend: true },
    });
  }

  async leave(caller: ChatCaller, id: string): Promise<void> {
    this.#charge(caller);
    await this.#changes.leave(caller, id);
  }

  async list(caller: ChatCaller, query: ConversationQuery): Promise<ConversationView[]> {
    return this.#views.many(caller, await this.#search(caller, query));
  }

  async search(
    caller: ChatCaller,
    query: { readonly name: string; readonly limit: number; readonly updatedAfter?: number },
  ): Promise<Conversation[]> {
    return this.#views.plain(caller, await this.#search(caller, query));
  }

  async view(caller: ChatCaller, id: string): Promise<ConversationView> {
    return this.#views.one(caller, await this.#ledger.require(caller, id));
  }

  require(
    caller: ChatCaller,
    id: string,
  ): Promise<{ conversation: Conversation; members: Members; role: Role }> {
    return this.#ledger.require(caller, id);
  }

  find(app: App, id: string): Promise<KnownConversation | null> {
    return this.#ledger.memory.find(app.id, id);
  }

  peek(appId: string, id: string): KnownConversation | null {
    return this.#ledger.memory.peek(appId, id);
  }

  async participants(
    caller: ChatCaller,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.#ledger.memory.findMany(caller.app.id, ids);
    const own = [...found].filter(([, { members }]) => members.has(caller.userId));
    return new Map(own.map(([id, known]) => [id, participantsOf(known)]));
  }

  reopen(caller: ChatCaller, id: string): Promise<void> {
    return this.#beginnings.reopen(caller, id);
  }

  [Symbol.dispose](): void {
    this.#deletions[Symbol.dispose]();
  }

  /** What all members are told of counts as a publish of who does it. */
  #charge(caller: ChatCaller): void {
    this.#parts.core.publisher.charge(speaker(caller, userChannelOf(caller.userId)));
  }

  async #search(
    { app, userId }: ChatCaller,
    query: ConversationQuery & { readonly name?: string },
  ): Promise<KnownConversation[]> {
    const { conversations } = this.#parts.core.store.chat;
    const ids = await conversations.search({ ...query, appId: app.id, userId });
    const found = await this.#ledger.memory.findMany(app.id, ids);
    // Who has left one meanwhile does not see it any more.
    return [...found.values()].filter(({ members }) => members.has(userId));
  }
}
