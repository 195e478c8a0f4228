import type { Body } from '../event/body.ts';
import type { Position } from '../event/position.ts';
import type { Readership } from '../event/readership.ts';
import type { NewEffect } from './effect-store.ts';

/** One event on its way into a durable log; the store gives it its offset. */
export interface AppendEntry {
  readonly appId: string;
  readonly channel: string;
  readonly id: string;
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly name: string;
  /** Null only for a deletion. */
  readonly body: Body | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly userId: string | null;
  /** Present when nobody proved that it is this user. Claimed and proved users are different senders. */
  readonly claimed?: true;
  /** Unique per app, channel and user; null asks for no de-duplication. */
  readonly clientId: string | null;
  /** Edit and delete: the id of the publish to change. */
  readonly target: string | null;
  /** The epoch to give the channel if this append is what creates it: 1 to 32 of `A-Za-z0-9_-`. */
  readonly newEpoch: string;
  readonly readership?: Readership;
  /** A JSON object. */
  readonly extras?: Body;
  /** Written in the same transaction if the entry is stored, and only then. */
  readonly effects: readonly NewEffect[];
}

/** What became of one entry of a batch. */
export type AppendOutcome =
  | { readonly status: 'stored'; readonly position: Position }
  /** An entry with the same client id is there already: this is it, and nothing was written. */
  | { readonly status: 'duplicate'; readonly event: StoredEvent }
  /** Edit or delete of an event that is not in this channel, is no publish, or was deleted. Nothing was written. */
  | { readonly status: 'no_target' }
  /** This entry alone cannot be stored (the database refuses its content). Nothing of it was written. */
  | { readonly status: 'failed'; readonly cause: unknown };

/** A row of a durable log. */
export interface StoredEvent {
  readonly id: string;
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly position: Position;
  readonly name: string;
  /** The body as it is now in the log; null once deleted. An edited publish keeps its first body here. */
  readonly body: Body | null;
  readonly at: number;
  readonly userId: string | null;
  /** Present when nobody proved that it is this user. */
  readonly claimed?: true;
  readonly clientId: string | null;
  readonly target: string | null;
  /** When the publish was deleted (ms), or null. Deleting erases its body and the bodies of its edits. */
  readonly deletedAt: number | null;
  /** The newest edit of this publish, or null. */
  readonly edit: NewestEdit | null;
  readonly readership?: Readership;
  /** As published; gone once deleted. */
  readonly extras?: Body;
}

/** How a publish stands since it was edited. */
export interface NewestEdit {
  readonly body: Body;
  readonly at: number;
  readonly offset: number;
  /** Who edited it. */
  readonly userId: string | null;
  /** Absent: the event has none now. */
  readonly extras?: Body;
}

/** Events of all durable channels of an app, for who administers it. */
export interface EventSearch {
  readonly appId: string;
  /** Only of this channel; absent: of all but those of chat (`conversation:`, `user:`). */
  readonly channel?: string;
  /** Only with this name. */
  readonly name?: string;
  /** Only with this text as their body, or in it where that is JSON other than a string. Compared as it stands, never as a pattern. */
  readonly text?: string;
  /** Leaves out those whose extras begin with exactly `{"copyOf":`. */
  readonly firstCopiesOnly?: true;
  /**
   * By what they are ordered, first to last; equal ones newest first. By time alone: as they were published. By
   * anything else, only the newest 10,000 that match are looked at.
   */
  readonly order: ReadonlyArray<{
    readonly by: 'at' | 'channel' | 'name' | 'id';
    readonly descending: boolean;
  }>;
  /** Of the first 10,000; what comes after them is not listed. */
  readonly skip: number;
  /** 1 to 100. */
  readonly limit: number;
  /** Called before each step; a search through much takes many. What it throws ends the search. */
  readonly beforeStep?: () => void;
}

export interface FoundEvent extends StoredEvent {
  readonly channel: string;
}

export interface LogPage {
  /** Where the channel stands: the last offset given out, even if that event was removed by retention since. */
  readonly head: Position;
  /** Events with offset > `after`, ascending, at most `limit`, without holes among them. */
  readonly events: readonly StoredEvent[];
}

export interface HistoryQuery {
  readonly appId: string;
  readonly channel: string;
  /** Only publishes with a smaller offset; undefined: from the newest. */
  readonly before?: number;
  /** Only publishes with a larger offset. */
  readonly after?: number;
  /** `newest`: descending offsets, `oldest`: ascending. */
  readonly order: 'newest' | 'oldest';
  /** Leaves out so many of those that match, in this order. Default 0. */
  readonly skip?: number;
  /** 1 to 1000. */
  readonly limit: number;
  /** Also list deleted publishes (their bodies are gone). */
  readonly includeDeleted?: boolean;
}

export interface RetentionOrder {
  readonly appId: string;
  readonly channel: string;
  /** Remove events older than this time (ms); null: whatever their age. */
  readonly olderThan: number | null;
  /** Keep the newest this many events in any case removed by count; null: no limit of count. */
  readonly keepNewest: number | null;
  /** Remove at most this many rows in one call, so that no transaction is long. */
  readonly limit: number;
}

/**
 * Durable logs. Implementations: PostgreSQL and MySQL/MariaDB; both pass the same case-suite.
 *
 * Any method rejects with `ParleyError` code `unavailable` when the database cannot be reached.
 */
export interface EventStore {
  /**
   * Writes a batch in one transaction and resolves after its commit, with one outcome per entry in order. Offsets of
   * a channel continue without a hole, in the order of the batch. Rejects as a whole only when nothing of it was (or
   * can be known to have been) written. Called by one writer per node at a time; several nodes may call at once.
   */
  append(batch: readonly AppendEntry[]): Promise<AppendOutcome[]>;

  /** Events after an offset, and the channel's head, in one consistent view; null if the channel has never held any. */
  readAfter(appId: string, channel: string, after: number, limit: number): Promise<LogPage | null>;

  /** The channel's head, or null if it has never held an event. */
  head(appId: string, channel: string): Promise<Position | null>;

  /** Publishes as they stand now: with their newest edit, without the deleted ones unless asked. */
  history(query: HistoryQuery): Promise<StoredEvent[]>;

  /** One event of a channel by its id, or null. */
  find(appId: string, channel: string, id: string): Promise<StoredEvent | null>;

  /** The event that a proved user published (or null: somebody without a name) under its own id, or null. */
  findByClientId(
    appId: string,
    channel: string,
    userId: string | null,
    clientId: string,
  ): Promise<StoredEvent | null>;

  /** The newest publish under this client id, whoever published it, or null. */
  findPublished(appId: string, channel: string, clientId: string): Promise<StoredEvent | null>;

  /** Publishes as they stand now, without deleted ones. */
  search(query: EventSearch): Promise<FoundEvent[]>;

  /** Durable channels of an app by name, ascending, after `afterName`; `prefix` is matched literally. */
  listChannels(
    appId: string,
    query: { prefix?: string; afterName?: string; limit: number },
  ): Promise<Array<{ channel: string; head: Position; createdAt: number; lastEventAt: number }>>;

  /**
   * Removes old events by rule: those older than `olderThan`, and those beyond the newest `keepNewest`. Only ever
   * removes from the old end, so that what remains has no hole. Returns how many rows went.
   */
  retain(order: RetentionOrder): Promise<number>;

  /** Erases a channel's whole log; a later append starts a new epoch. Returns how many rows went. */
  erase(appId: string, channel: string): Promise<number>;
}
