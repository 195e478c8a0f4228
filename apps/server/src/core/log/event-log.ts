import type { LoggedEvent } from '../event/event.ts';
import type { Position } from '../event/position.ts';
import type { Sight } from '../event/readership.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { LogEntry } from './log-entry.ts';

/** The events after a position, as far as they are still there. */
export interface LogRead {
  /** Where the log stands. */
  readonly head: Position;
  /** Ascending, without holes among them. The first may lie beyond the next offset: what is between is gone. */
  readonly events: readonly LoggedEvent[];
  /** Whether the read reached the head. */
  readonly complete: boolean;
}

export interface HistoryPage {
  readonly head: Position;
  readonly events: readonly StoredEvent[];
  /**
   * Present where very many events in a row are not for the reader: the page ended before it was full, having looked at
   * everything up to this event. The next one goes on from there.
   */
  readonly lookedUpTo?: Position;
}

export interface HistoryRequest {
  readonly before?: number;
  readonly after?: number;
  readonly order: 'newest' | 'oldest';
  /** Leaves out so many of those that are for these eyes, counted from where the page would begin. Default 0. */
  readonly skip?: number;
  readonly limit: number;
  readonly includeDeleted: boolean;
  /** Whose eyes it is read with: events that are not for them are left out. */
  readonly sight: Sight;
}

export interface AppendResult {
  readonly event: LoggedEvent;
  /** An event with this client id was there already; this is it. */
  readonly duplicate: boolean;
}

/** Receives every event that a log takes in, in the order of its offsets, before its publisher is answered. */
export type OnAppended = (event: LoggedEvent) => void;

/** A channel's ordered events. Two kinds: durable (database) and volatile (memory); the channel's rule decides. */
export interface EventLog {
  /**
   * Takes an event in and gives it its offset. Durable: resolves after its commit.
   *
   * @throws ParleyError `not_found` when an edit or deletion has no target, `unavailable` when the store has failed.
   */
  append(entry: LogEntry, onAppended: OnAppended): Promise<AppendResult>;
  readAfter(appId: string, channel: string, after: number, limit: number): Promise<LogRead>;
  head(appId: string, channel: string): Promise<Position>;
  history(appId: string, channel: string, request: HistoryRequest): Promise<HistoryPage>;
  find(appId: string, channel: string, id: string): Promise<StoredEvent | null>;
  /** What a sender published under its own id, or null. */
  findByClientId(
    appId: string,
    channel: string,
    userId: string | null,
    clientId: string,
  ): Promise<LoggedEvent | null>;
  /** The newest publish under this client id, whoever published it, or null. */
  findPublished(appId: string, channel: string, clientId: string): Promise<StoredEvent | null>;
}
