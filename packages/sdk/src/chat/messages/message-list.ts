import { Listeners } from '../../listeners.ts';
import type { Receipt } from '../../outbox/outbox-message.ts';
import { patiently } from '../asked.ts';
import type { MessageAnswer } from '../chat-api.ts';
import type { ChatContext } from '../chat-context.ts';
import { channelOf } from '../chat-news.ts';
import type { ChatMessage } from './chat-message.ts';
import { MessageLog } from './message-log.ts';
import { messageOfDraft } from './read-message.ts';

/** Messages of one page that the server gives at most. */
const PAGE = 100;
/** Pages that are read again after a reconnect. More than that was shown: the oldest are read again when asked for. */
const MOST_PAGES = 5;

/** The messages of a conversation as they are to be shown: those that are stored, then those on their way. */
export class MessageList {
  readonly #conversation: string;
  readonly #context: ChatContext;
  readonly #pageSize: number;
  readonly #signal: AbortSignal;
  readonly #changes: Listeners<readonly ChatMessage[]>;
  readonly #gaps: Listeners<void>;
  #log: MessageLog | null = null;
  #me: string | null = null;
  #items: readonly ChatMessage[] = [];
  #older: Promise<void> | null = null;

  /** @internal */
  constructor(
    conversation: string,
    context: ChatContext,
    options: { pageSize: number; signal: AbortSignal },
  ) {
    this.#conversation = conversation;
    this.#context = context;
    this.#pageSize = options.pageSize;
    this.#signal = options.signal;
    this.#changes = new Listeners(context.report);
    this.#gaps = new Listeners(context.report);
    this.refresh();
  }

  /** Oldest first. The same array until something changes, as each message is the same object. */
  get items(): readonly ChatMessage[] {
    return this.#items;
  }

  /** Whether {@link loadOlder} may find more. */
  get hasOlder(): boolean {
    const floor = this.#log?.floor ?? null;
    return floor !== null && floor > 1;
  }

  /** Calls `watcher` on every change of {@link items}. The result ends it. */
  subscribe(watcher: (items: readonly ChatMessage[]) => void): () => void {
    return this.#changes.add(watcher);
  }

  /** Calls `watcher` when the server could not tell everything that was missed, and what is shown was read anew. */
  onGap(watcher: () => void): () => void {
    return this.#gaps.add(watcher);
  }

  /** Reads the page before what is shown. Resolves when it is shown; two calls at once read one page. */
  loadOlder(): Promise<void> {
    this.#older ??= this.#loadOlder().finally(() => {
      this.#older = null;
    });
    return this.#older;
  }

  /** Sends a message that failed once more, under the same id. Rejects with `not_found` when there is none. */
  retry(clientId: string): Promise<Receipt> {
    return this.#context.drafts.retry(clientId);
  }

  /** Forgets a message that failed, or takes back one that was not sent. False if it may be stored already. */
  discard(clientId: string): boolean {
    return this.#context.drafts.discard(clientId);
  }

  /** @internal The stored part, once it is known who the user is. */
  begin(me: string): MessageLog {
    this.#me = me;
    this.#log = new MessageLog(me);
    return this.#log;
  }

  /** @internal What was missed is not known in full. */
  tellGap(): void {
    this.#gaps.tell();
  }

  /** @internal Reads the newest messages, down to the oldest one shown. */
  async read(log: MessageLog, signal: AbortSignal): Promise<void> {
    const asOf = log.newest;
    const messages: MessageAnswer[] = [];
    let isWhole = false;
    for (let page = 0; page < MOST_PAGES; page++) {
      const before = messages.at(-1)?.offset;
      const limit = log.floor === null ? this.#pageSize : PAGE;
      const found = await this.#page({ limit, ...(before !== undefined && { before }) }, signal);
      messages.push(...found);
      isWhole = found.length === 0;
      const oldest = messages.at(-1)?.offset ?? 0;
      if (isWhole || log.floor === null || oldest <= Math.max(log.floor, 1)) break;
    }
    log.merge({ messages, asOf, isWhole });
    this.refresh();
  }

  /** @internal Shows what is there now, if it is not shown. */
  refresh(): void {
    const stored = this.#log?.messages ?? [];
    const storedKeys = new Set(stored.filter(({ isOwn }) => isOwn).map(({ key }) => key));
    const open = this.#context.drafts
      .of(channelOf(this.#conversation))
      .filter(({ clientId }) => !storedKeys.has(clientId))
      .map((draft) => this.#shownDraft(messageOfDraft(draft, this.#me)));
    const items = [...stored, ...open];
    const isSame = items.length === this.#items.length && items.every((item, at) => item === this.#items[at]);
    if (isSame) return;
    this.#items = items;
    this.#changes.tell(items);
  }

  /** The one that is shown already if nothing about it changed. */
  #shownDraft(draft: ChatMessage): ChatMessage {
    const shown = this.#items.findLast(({ key, id }) => key === draft.key && id === null);
    const isSame = shown && shown.status === draft.status && shown.sender === draft.sender;
    return isSame && shown.error === draft.error ? shown : draft;
  }

  async #loadOlder(): Promise<void> {
    const log = this.#log;
    if (!log || !this.hasOlder) return;
    const { floor } = log;
    if (floor === null) return;
    const found = await this.#page({ limit: this.#pageSize, before: floor }, this.#signal);
    // What is shown was read anew meanwhile, and begins elsewhere: this page would leave a hole.
    if (log.floor !== floor) return;
    log.mergeOlder(found);
    this.refresh();
  }

  async #page(query: { limit: number; before?: number }, signal: AbortSignal): Promise<MessageAnswer[]> {
    const { api, runtime } = this.#context;
    const input = { conversation: this.#conversation, ...query };
    const { messages } = await patiently(runtime, signal, () => api.messages.list.query(input, { signal }));
    return messages;
  }
}
