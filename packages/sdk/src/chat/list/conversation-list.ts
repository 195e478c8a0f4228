import { isRecord } from '../../errors/error-report.ts';
import { ParleyError } from '../../errors/parley-error.ts';
import type { FeedNews } from '../../feed/feed.ts';
import type { EventItem } from '../../feed/feed-item.ts';
import { offsetOf } from '../../feed/position.ts';
import { Listeners } from '../../listeners.ts';
import type { ConversationView } from '../chat-api.ts';
import type { ChatContext } from '../chat-context.ts';
import { type ChatNews, channelOf } from '../chat-news.ts';
import { Reading, type ReadingStatus } from '../reading/reading.ts';
import { type ChatSignal, readSignal } from '../signals.ts';
import { afterEvent, afterRead, type ListedConversation, listed, seenOffset } from './listed-conversation.ts';
import { MOST_FOLLOWED, readAll, readSome } from './read-conversations.ts';

export interface ConversationListOptions {
  /** Conversations shown at first, and with each `loadMore`; 30 by default. */
  readonly limit?: number;
}

const LIMIT = 30;

/**
 * The user's conversations, live: those of the last activity first, each with its newest message and how many are unread. It
 * follows the newest 200; `chat.searchConversations` finds the others.
 */
export class ConversationList implements Disposable {
  readonly #context: ChatContext;
  readonly #limit: number;
  readonly #reading: Reading;
  readonly #changes: Listeners<readonly ListedConversation[]>;
  readonly #byId = new Map<string, ListedConversation>();
  /** How far the logs are contained in what the server answered last: events up to there are no news. */
  readonly #readTo = new Map<string, number>();
  readonly #following = new Map<string, () => void>();
  readonly #leave: Array<() => void> = [];
  /** What has to be read anew; `all`: everything. */
  readonly #doubtful = new Set<string>();
  #isAllDoubtful = true;
  #me: string | null = null;
  #shown: number;
  #items: readonly ListedConversation[] = [];

  /** @internal Use `chat.conversations`. */
  constructor(context: ChatContext, { limit = LIMIT }: ConversationListOptions) {
    this.#context = context;
    this.#limit = limit;
    this.#shown = limit;
    this.#changes = new Listeners(context.report);
    this.#reading = new Reading({
      runtime: context.runtime,
      read: (signal) => this.#read(signal),
      changed: () => this.#changes.tell(this.#items),
      ended: () => this.#stop(),
    });
    this.#leave.push(context.news.add((news) => this.#told(news)));
    context.open.add(this);
    this.#start().catch((error: unknown) => {
      if (error instanceof ParleyError) this.#reading.handle({ type: 'failed', error });
      else context.report(error);
    });
  }

  /** The same array until something changes, as each conversation is the same object. */
  get items(): readonly ListedConversation[] {
    return this.#items;
  }

  /** Whether {@link loadMore} shows more. */
  get hasMore(): boolean {
    return this.#byId.size > this.#shown;
  }

  /** Resolves when the conversations are there. Rejects with the reason when they cannot be had. */
  get ready(): Promise<void> {
    return this.#reading.ready;
  }

  get status(): ReadingStatus {
    return this.#reading.status;
  }

  /** Why it ended; null while it did not. */
  get error(): ParleyError | null {
    return this.#reading.error;
  }

  /** Calls `watcher` on every change. The result ends it. */
  subscribe(watcher: (items: readonly ListedConversation[]) => void): () => void {
    return this.#changes.add(watcher);
  }

  /** Shows more of those that are there. */
  loadMore(): void {
    if (!this.hasMore) return;
    this.#shown += this.#limit;
    this.#update();
  }

  /** Stops following them. */
  close(): void {
    this.#context.open.delete(this);
    this.#reading[Symbol.dispose]();
    this.#stop();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #start(): Promise<void> {
    const me = await this.#context.me();
    if (this.#reading.signal.aborted) return;
    this.#me = me;
    const leave = this.#context.feeds.of(`user:${me}`).join(
      {
        // Signals that were missed are nowhere to be found: after each loss of the connection all is read anew.
        started: () => this.#doubtAll(),
        item: (item) => this.#ownNews(item),
        ended: (error) => this.#reading.handle({ type: 'failed', error }),
      },
      {},
    );
    this.#leave.push(leave);
  }

  #stop(): void {
    for (const leave of this.#leave.splice(0)) leave();
    for (const leave of this.#following.values()) leave();
    this.#following.clear();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const ids = [...this.#doubtful];
    const isAll = this.#isAllDoubtful;
    this.#doubtful.clear();
    this.#isAllDoubtful = false;
    try {
      const views = isAll ? await readAll(this.#context, signal) : await readSome(this.#context, ids, signal);
      this.#take(views, isAll ? [...this.#byId.keys()] : ids);
    } catch (error) {
      this.#isAllDoubtful = true;
      throw error;
    }
  }

  /** @param asked ids that were asked about: what is not in the answer is gone. */
  #take(views: readonly ConversationView[], asked: readonly string[]): void {
    const me = this.#me;
    if (me === null || this.#reading.signal.aborted) return;
    const found = new Set(views.map(({ id }) => id));
    for (const id of asked) if (!found.has(id)) this.#drop(id);
    for (const view of views) this.#put(listed(view, me));
    for (const { id } of views) this.#follow(id);
    this.#boundFollowed();
    this.#update();
  }

  #put(conversation: ListedConversation): void {
    const known = this.#byId.get(conversation.id);
    this.#readTo.set(conversation.id, seenOffset(conversation));
    if (known && JSON.stringify(known) === JSON.stringify(conversation)) return;
    this.#byId.set(conversation.id, conversation);
  }

  #drop(id: string): void {
    this.#byId.delete(id);
    this.#readTo.delete(id);
    this.#following.get(id)?.();
    this.#following.delete(id);
  }

  #boundFollowed(): void {
    for (const { id } of byActivity(this.#byId.values()).slice(MOST_FOLLOWED)) this.#drop(id);
  }

  #follow(id: string): void {
    if (this.#following.has(id)) return;
    const leave = this.#context.feeds.of(channelOf(id)).join(
      {
        started: ({ recovery, position }) => {
          const known = this.#byId.get(id);
          const isExact = recovery === 'resumed' || (known && offsetOf(position) <= seenOffset(known));
          if (!isExact) this.#doubt(id);
        },
        item: (item) => this.#item(id, item),
        ended: () => {
          this.#following.delete(id);
          this.#doubt(id);
        },
      },
      {},
    );
    this.#following.set(id, leave);
  }

  #item(id: string, item: FeedNews): void {
    if (item.type === 'event') this.#event(id, item);
    else if (item.type === 'gap') this.#doubt(id);
    else if (item.type === 'signal') this.#signal(id, readSignal(item));
  }

  #signal(id: string, signal: ChatSignal | null): void {
    if (signal?.type === 'read') this.#change(id, (known, me) => afterRead(known, signal, me));
  }

  /** What happened on the user's own channel. */
  #ownNews(item: FeedNews): void {
    if (item.type === 'gap') this.#doubtAll();
    if (item.type !== 'event' || !isRecord(item.data)) return;
    const { conversationId, conversation, by } = item.data;
    const id = isRecord(conversation) ? conversation.id : conversationId;
    if (typeof id !== 'string') return;
    const offset = this.#byId.get(id)?.lastMessage?.offset ?? 0;
    if (item.name !== 'messages_read') this.#doubt(id);
    else if (typeof by === 'string' && includesNewest(item.data.messageIds, this.#byId.get(id))) {
      this.#change(id, (known, me) => afterRead(known, { user: by, offset }, me));
    }
  }

  #told(news: ChatNews): void {
    const { conversation: id } = news;
    if (news.type === 'event') this.#event(id, news.item);
    else if (news.type === 'signal') this.#signal(id, news.signal);
    else this.#doubt(id);
  }

  #event(id: string, event: EventItem): void {
    const isNews = offsetOf(event.position) > (this.#readTo.get(id) ?? 0);
    this.#change(id, (known, me) => (isNews ? afterEvent(known, event, me) : known));
  }

  /** Changes what is shown of one; also while an answer is on its way, which may not hold it. */
  #change(id: string, change: (known: ListedConversation, me: string) => ListedConversation | null): void {
    const known = this.#byId.get(id);
    const changed = known && this.#me !== null ? change(known, this.#me) : null;
    if (changed === null || this.#reading.isReading) this.#doubt(id);
    if (changed === null || changed === known) return;
    this.#byId.set(id, changed);
    this.#update();
  }

  #doubt(id: string): void {
    this.#doubtful.add(id);
    this.#reading.handle({ type: 'doubted' });
  }

  #doubtAll(): void {
    this.#isAllDoubtful = true;
    this.#reading.handle({ type: 'started' });
  }

  #update(): void {
    const items = byActivity(this.#byId.values()).slice(0, this.#shown);
    const isSame = items.length === this.#items.length && items.every((item, at) => item === this.#items[at]);
    if (isSame) return;
    this.#items = items;
    this.#changes.tell(items);
  }
}

function byActivity(conversations: Iterable<ListedConversation>): ListedConversation[] {
  return [...conversations].sort(
    (one, other) => other.updatedAt - one.updatedAt || (one.id < other.id ? 1 : -1),
  );
}

function includesNewest(messageIds: unknown, known: ListedConversation | undefined): boolean {
  return Array.isArray(messageIds) && messageIds.includes(known?.lastMessage?.id);
}
