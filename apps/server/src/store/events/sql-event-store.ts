import type { Position } from '../../core/event/position.ts';
import type {
  AppendEntry,
  AppendOutcome,
  EventSearch,
  EventStore,
  FoundEvent,
  HistoryQuery,
  LogPage,
  RetentionOrder,
  StoredEvent,
} from '../../core/store/event-store.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import { appendBatch } from './append-batch.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Eraser } from './eraser.ts';
import { type ChannelSummary, listChannels } from './list-channels.ts';
import {
  findEvent,
  findEventByClientId,
  findPublishedEvent,
  readHead,
  readHistory,
  readLogAfter,
} from './read-log.ts';
import { retain } from './retain.ts';
import { searchEvents } from './search/search-events.ts';

/** Durable logs on either database: how to write a batch differs, the rest is the same SQL. */
export class SqlEventStore implements EventStore {
  readonly #database: SqlDatabase;
  readonly #writer: BatchWriter;
  readonly #eraser: Eraser;

  constructor(options: { database: SqlDatabase; writer: BatchWriter; eraser: Eraser }) {
    this.#database = options.database;
    this.#writer = options.writer;
    this.#eraser = options.eraser;
  }

  append(batch: readonly AppendEntry[]): Promise<AppendOutcome[]> {
    return answering(() => appendBatch(this.#writer, batch));
  }

  readAfter(appId: string, channel: string, after: number, limit: number): Promise<LogPage | null> {
    return answering(() => readLogAfter(this.#database, { appId, channel }, after, limit));
  }

  head(appId: string, channel: string): Promise<Position | null> {
    return answering(() => readHead(this.#database, { appId, channel }));
  }

  history(query: HistoryQuery): Promise<StoredEvent[]> {
    return answering(() => readHistory(this.#database, query));
  }

  find(appId: string, channel: string, id: string): Promise<StoredEvent | null> {
    return answering(() => findEvent(this.#database, { appId, channel }, id));
  }

  findByClientId(
    appId: string,
    channel: string,
    userId: string | null,
    clientId: string,
  ): Promise<StoredEvent | null> {
    return answering(() => findEventByClientId(this.#database, { appId, channel }, userId, clientId));
  }

  findPublished(appId: string, channel: string, clientId: string): Promise<StoredEvent | null> {
    return answering(() => findPublishedEvent(this.#database, { appId, channel }, clientId));
  }

  search(query: EventSearch): Promise<FoundEvent[]> {
    return answering(() => searchEvents(this.#database, query));
  }

  listChannels(
    appId: string,
    query: { prefix?: string; afterName?: string; limit: number },
  ): Promise<ChannelSummary[]> {
    return answering(() => listChannels(this.#database, appId, query));
  }

  retain(order: RetentionOrder): Promise<number> {
    return answering(() => retain(this.#database, order));
  }

  erase(appId: string, channel: string): Promise<number> {
    return answering(() => this.#eraser.eraseChannel({ appId, channel }));
  }
}
