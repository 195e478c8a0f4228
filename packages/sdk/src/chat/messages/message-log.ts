import type { EventItem } from '../../feed/feed-item.ts';
import type { MessageAnswer } from '../chat-api.ts';
import type { LoggedMessage } from './chat-message.ts';
import { reactionsAfter } from './reactions-after.ts';
import { readContent } from './read-content.ts';
import { MESSAGE_EVENT, messageOfAnswer, messageOfEvent } from './read-message.ts';

/** Messages known to be gone, and readers, that are remembered; past it the oldest are forgotten. */
const MOST_REMEMBERED = 2000;

/** The newest part of a conversation as the server had it at one moment. */
export interface Reading {
  readonly messages: readonly MessageAnswer[];
  /** {@link MessageLog.newest} before it was asked for: what is newer and absent came after it. */
  readonly asOf: number;
  /** Nothing older is there. */
  readonly isWhole: boolean;
}

/**
 * The part of a conversation's log that is known here, without holes: from {@link floor} to the newest. It is fed from
 * answers and from events, which come in any order and more than once: the log's own order (`offset`) and ids decide, what
 * is gone stays gone, and of two edits the later one stands.
 */
export class MessageLog {
  readonly #me: string;
  readonly #byId = new Map<string, LoggedMessage>();
  readonly #gone = new Set<string>();
  readonly #readers = new Map<string, number>();
  #sorted: readonly LoggedMessage[] | null = null;
  /** The offset from which on everything is known; null before the first reading, 0: from the beginning. */
  floor: number | null = null;

  constructor(me: string) {
    this.#me = me;
  }

  /** Oldest first; the same array until something changes. */
  get messages(): readonly LoggedMessage[] {
    this.#sorted ??= [...this.#byId.values()].sort((one, other) => one.offset - other.offset);
    return this.#sorted;
  }

  /** The offset of the newest message; 0: none. */
  get newest(): number {
    return this.messages.at(-1)?.offset ?? 0;
  }

  get(id: string): LoggedMessage | undefined {
    return this.#byId.get(id);
  }

  /** Takes an event of the log. */
  apply(event: EventItem): void {
    if (event.kind === 'delete') this.remove(event.target === null ? [] : [event.target]);
    else if (event.kind === 'edit') this.#edit(event);
    else if (event.name === MESSAGE_EVENT) this.#publish(event);
  }

  /** They are gone, for everybody or for this user. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.#gone.add(id);
      if (this.#byId.delete(id)) this.#sorted = null;
    }
    keepNewest(this.#gone);
  }

  /** Somebody has read up to there. */
  read(user: string, offset: number): void {
    this.#readers.set(user, Math.max(offset, this.#readers.get(user) ?? 0));
    keepNewest(this.#readers);
    for (const message of this.messages) this.#put(message);
  }

  /** Somebody reacted to a message, or took it back. */
  react(
    user: string,
    id: string,
    change: { readonly add: string | null; readonly remove: string | null },
  ): void {
    const message = this.#byId.get(id);
    if (message) {
      this.#put({ ...message, reactions: reactionsAfter(message.reactions, change, user === this.#me) });
    }
  }

  /** Takes what the server says of the newest part; what it does not hold any more is gone. */
  merge({ messages, asOf, isWhole }: Reading): void {
    const offsets = messages.map(({ offset }) => offset);
    const floor = isWhole ? 0 : Math.min(...offsets);
    const settled = Math.max(asOf, ...offsets);
    const ids = new Set(messages.map(({ id }) => id));
    for (const { id, offset } of this.messages) {
      if (offset < floor || (offset <= settled && !ids.has(id))) this.#byId.delete(id);
    }
    this.#sorted = null;
    this.floor = floor;
    this.#take(messages);
  }

  /** Takes a page of what came before {@link floor}. */
  mergeOlder(messages: readonly MessageAnswer[]): void {
    const offsets = messages.map(({ offset }) => offset);
    this.floor = messages.length === 0 ? 0 : Math.min(this.floor ?? Number.POSITIVE_INFINITY, ...offsets);
    this.#take(messages);
  }

  #take(messages: readonly MessageAnswer[]): void {
    for (const answer of messages) {
      if (this.#gone.has(answer.id)) continue;
      const message = messageOfAnswer(answer, this.#me);
      const known = this.#byId.get(answer.id);
      const isOld = (known?.editedAt ?? 0) > (message.editedAt ?? 0);
      this.#put(known && isOld ? { ...message, ...readContent(known), editedAt: known.editedAt } : message);
    }
  }

  #publish(event: EventItem): void {
    // Of what was deleted before it was heard, the log tells nothing any more.
    if (event.data === null || this.#gone.has(event.id) || this.#byId.has(event.id)) return;
    this.#put(messageOfEvent(event, this.#me));
  }

  #edit({ target, data, at }: EventItem): void {
    const message = target === null ? undefined : this.#byId.get(target);
    if (!message || data === null || (message.editedAt ?? 0) > at) return;
    this.#put({ ...message, ...readContent(data), editedAt: at });
  }

  #put(message: LoggedMessage): void {
    const isRead = message.isRead || this.#isReadBeyond(message);
    const shown = isRead === message.isRead ? message : { ...message, isRead };
    const known = this.#byId.get(message.id);
    if (known === shown || (known && JSON.stringify(known) === JSON.stringify(shown))) return;
    this.#byId.set(message.id, shown);
    this.#sorted = null;
  }

  #isReadBeyond({ sender, offset }: LoggedMessage): boolean {
    return [...this.#readers].some(([user, upTo]) => user !== sender && upTo >= offset);
  }
}

function keepNewest(keyed: Set<string> | Map<string, unknown>): void {
  for (const key of keyed.keys()) {
    if (keyed.size <= MOST_REMEMBERED) return;
    keyed.delete(key);
  }
}
