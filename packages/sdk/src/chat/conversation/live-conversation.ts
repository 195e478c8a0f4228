import { ParleyError } from '../../errors/parley-error.ts';
import type { FeedNews, FeedStart } from '../../feed/feed.ts';
import type { EventItem } from '../../feed/feed-item.ts';
import { offsetOf } from '../../feed/position.ts';
import { Listeners } from '../../listeners.ts';
import { patiently } from '../asked.ts';
import type { ConversationView } from '../chat-api.ts';
import type { ChatContext } from '../chat-context.ts';
import { type ChatNews, channelOf } from '../chat-news.ts';
import { MessageList } from '../messages/message-list.ts';
import type { MessageLog } from '../messages/message-log.ts';
import { readContent } from '../messages/read-content.ts';
import { MESSAGE_EVENT } from '../messages/read-message.ts';
import { Reading } from '../reading/reading.ts';
import { type ChatSignal, readSignal } from '../signals.ts';
import { Typers } from './typers.ts';

/** A conversation as it is known here, kept equal to the server's: through its channel, and through what this client does. */
export class LiveConversation implements Disposable {
  readonly messages: MessageList;
  readonly typers: Typers;
  readonly reading: Reading;
  readonly changes: Listeners<void>;
  #view: ConversationView | null = null;
  #log: MessageLog | null = null;
  #me: string | null = null;
  /** How far the channel was heard. */
  #heardTo = 0;
  readonly #id: string;
  readonly #context: ChatContext;
  readonly #leave: Array<() => void> = [];

  constructor(id: string, context: ChatContext, pageSize: number) {
    this.#id = id;
    this.#context = context;
    this.changes = new Listeners(context.report);
    const changed = (): void => this.changes.tell();
    this.typers = new Typers(context.runtime, changed);
    this.reading = new Reading({
      runtime: context.runtime,
      read: (signal) => this.#read(signal),
      changed,
      ended: () => this.#stop(),
    });
    const { signal } = this.reading;
    this.messages = new MessageList(id, context, { pageSize, signal });
    this.#leave.push(
      this.messages.subscribe(changed),
      context.drafts.subscribe((channel) => {
        if (channel === channelOf(id)) this.messages.refresh();
      }),
      context.news.add((news) => {
        if (news.conversation === id) this.#told(news);
      }),
    );
    this.#start().catch((error: unknown) => this.#fail(error));
  }

  /** The conversation as the user sees it; null until it was read. */
  get view(): ConversationView | null {
    return this.#view;
  }

  /** The messages that are stored; null until it is known who the user is. */
  get log(): MessageLog | null {
    return this.#log;
  }

  [Symbol.dispose](): void {
    this.reading[Symbol.dispose]();
    this.#stop();
  }

  async #start(): Promise<void> {
    const me = await this.#context.me();
    if (this.reading.signal.aborted) return;
    this.#me = me;
    this.#log = this.messages.begin(me);
    const leave = this.#context.feeds.of(channelOf(this.#id)).join(
      {
        started: (start) => this.#started(start),
        item: (item) => this.#item(item),
        ended: (error) => this.reading.handle({ type: 'failed', error }),
      },
      {},
    );
    this.#leave.push(leave);
  }

  #fail(thrown: unknown): void {
    if (thrown instanceof ParleyError) this.reading.handle({ type: 'failed', error: thrown });
    else this.#context.report(thrown);
  }

  #stop(): void {
    for (const leave of this.#leave.splice(0)) leave();
    this.typers[Symbol.dispose]();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { api, runtime } = this.#context;
    const log = this.#log;
    if (!log) return;
    const [view] = await Promise.all([
      patiently(runtime, signal, () => api.conversations.get.query({ id: this.#id }, { signal })),
      this.messages.read(log, signal),
    ]);
    this.#view = view;
    this.changes.tell();
  }

  /** Signals that were missed are nowhere to be found: what they told of is read anew after each loss of the connection. */
  #started({ recovery }: FeedStart): void {
    if (recovery === 'gap') this.messages.tellGap();
    this.reading.handle({ type: 'started' });
  }

  #item(item: FeedNews): void {
    if (item.type === 'event') {
      this.#heardTo = Math.max(this.#heardTo, offsetOf(item.position));
      this.#event(item);
    } else if (item.type === 'signal') this.#signal(readSignal(item));
    else if (item.type === 'gap') this.reading.handle({ type: 'doubted' });
  }

  #told(news: ChatNews): void {
    switch (news.type) {
      case 'event':
        this.#event(news.item);
        // The answer was overtaken by other news, which may have been about it.
        if (offsetOf(news.item.position) < this.#heardTo) this.reading.handle({ type: 'doubted' });
        break;
      case 'hidden':
        this.#log?.remove(news.ids);
        this.messages.refresh();
        this.reading.handle({ type: 'doubted' });
        break;
      case 'signal':
        this.#signal(news.signal);
        break;
      case 'changed':
        this.reading.handle({ type: 'doubted' });
    }
  }

  #event(event: EventItem): void {
    const isNew = event.kind === 'publish' && event.data !== null && !this.#log?.get(event.id);
    this.#log?.apply(event);
    if (event.user !== null && event.kind === 'publish') this.typers.ended(event.user);
    if (isNew && event.name === MESSAGE_EVENT && event.user !== this.#me) this.#count();
    if (this.#isDoubtful(event)) this.reading.handle({ type: 'doubted' });
    this.messages.refresh();
  }

  /** Whether more than the messages may have changed, or an answer is on its way that may not hold it. */
  #isDoubtful({ kind, data }: EventItem): boolean {
    if (this.reading.isReading) return true;
    if (kind === 'delete') return (this.#view?.unread ?? 0) > 0;
    return data !== null && readContent(data).system !== null;
  }

  #signal(signal: ChatSignal | null): void {
    if (!signal) return;
    const isOwn = signal.user === this.#me;
    if (signal.type === 'typing') {
      if (signal.isOver) this.typers.ended(signal.user);
      else if (!isOwn) this.typers.began(signal.user);
      return;
    }
    if (signal.type === 'read') {
      this.#log?.read(signal.user, signal.offset);
      if (isOwn) this.#ownRead(signal.offset);
    } else this.#log?.react(signal.user, signal.message, signal);
    if (this.reading.isReading) this.reading.handle({ type: 'doubted' });
    this.messages.refresh();
  }

  #ownRead(offset: number): void {
    if (!this.#view || this.#view.unread === 0) return;
    if (offset < (this.#log?.newest ?? 0)) this.reading.handle({ type: 'doubted' });
    else this.#setUnread(0);
  }

  #count(): void {
    if (this.#view) this.#setUnread(this.#view.unread + 1);
  }

  #setUnread(unread: number): void {
    if (!this.#view) return;
    this.#view = { ...this.#view, unread };
    this.changes.tell();
  }
}
