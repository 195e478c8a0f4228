import type {
  ReadableMessage,
  ReadMark,
  ReadRecord,
  ReadStore,
  UnreadMessage,
} from '../../core/store/chat/read-store.ts';
import { fromSenderColumn, toSenderColumn } from '../events/sender-column.ts';
import { again } from '../sql/again.ts';
import { type Sql, type SqlDatabase, valueList } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import { CONVERSATION_PREFIX, IS_MESSAGE, NOT_HIDDEN } from './message-events.ts';
import { readByOthers } from './read-by-others.ts';

/** The device of who has none; the reads of devices that are not kept go there. */
const NO_DEVICE = '';
/** Conversations that one statement counts. */
const PORTION = 50;

/** Read positions. By SQL, because only the database can move one on without losing what others write meanwhile. */
export class MessageReads implements ReadStore {
  readonly #database: SqlDatabase;

  constructor({ database }: { database: SqlDatabase }) {
    this.#database = database;
  }

  advance(record: ReadRecord, mostDevices: number): Promise<void> {
    return answering(() =>
      again(() =>
        this.#database.transaction(async (sql) => {
          await this.#advance(sql, record);
          if (record.deviceId !== NO_DEVICE) await this.#fold(sql, record, mostDevices);
        }),
      ),
    );
  }

  readByOthers(messages: readonly ReadableMessage[]): Promise<Set<string>> {
    return answering(() => readByOthers(this.#database, messages));
  }

  marksOf(userId: string, conversationIds: readonly string[]): Promise<ReadMark[]> {
    if (conversationIds.length === 0) return Promise.resolve([]);
    return answering(async () => {
      const rows = await this.#database.rows<{ conversation_id: string; epoch: string; read_to: number }>(
        `SELECT conversation_id, epoch, MAX(log_offset) AS read_to FROM read_position
         WHERE conversation_id IN (${valueList(conversationIds.length)}) AND user_id = ?
         GROUP BY conversation_id, epoch`,
        [...conversationIds, userId],
      );
      return rows.map(({ conversation_id: conversationId, epoch, read_to: offset }) => ({
        ...{ conversationId, userId, epoch, offset },
      }));
    });
  }

  unreadCounts({
    appId,
    userId,
    conversationIds,
    most,
  }: Parameters<ReadStore['unreadCounts']>[0]): Promise<Map<string, number>> {
    return answering(async () => {
      const behind = await this.#behind(appId, userId, conversationIds);
      const sender = toSenderColumn({ userId });
      const counts = new Map<string, number>();
      for (let from = 0; from < behind.length; from += PORTION) {
        const portion = behind.slice(from, from + PORTION);
        const one = `SELECT ? AS id, COUNT(*) AS total FROM (SELECT 1 AS one FROM event e
          WHERE e.channel_id = ? AND e.log_offset > ? AND ${IS_UNREAD} LIMIT ?) unread`;
        const rows = await this.#database.rows<{ id: string; total: number }>(
          portion.map(() => one).join(' UNION ALL '),
          portion.flatMap(({ id, channelId, after }) => [id, channelId, after, sender, id, userId, most]),
        );
        for (const { id, total } of rows) if (total > 0) counts.set(id, total);
      }
      return counts;
    });
  }

  unread({
    appId,
    userId,
    conversationId,
    after,
    upTo,
    limit,
  }: Parameters<ReadStore['unread']>[0]): Promise<UnreadMessage[]> {
    return answering(async () => {
      const rows = await this.#database.rows<{ id: string; log_offset: number; sender: string }>(
        `SELECT e.id, e.log_offset, e.sender FROM channel c JOIN event e ON e.channel_id = c.id
         WHERE c.app_id = ? AND c.name = ? AND e.log_offset > ? AND e.log_offset <= ? AND ${IS_UNREAD}
         ORDER BY e.log_offset DESC LIMIT ?`,
        [
          appId,
          CONVERSATION_PREFIX + conversationId,
          after,
          upTo,
          toSenderColumn({ userId }),
          conversationId,
          userId,
          limit,
        ],
      );
      return rows.map(({ id, log_offset: offset, sender }) => {
        const { userId: senderId, claimed } = fromSenderColumn(sender);
        return { id, offset, senderId: claimed ? null : senderId };
      });
    });
  }

  async #advance(sql: Sql, record: ReadRecord): Promise<void> {
    const { conversationId, userId, deviceId, epoch, offset, at } = record;
    await sql.run(
      `INSERT INTO read_position (conversation_id, user_id, device_id, epoch, log_offset, at)
       VALUES (?, ?, ?, ?, ?, ?) ${this.#database.dialect.orReadOn}`,
      [conversationId, userId, deviceId, epoch, offset, at],
    );
  }

  async #fold(sql: Sql, { conversationId, userId }: ReadRecord, most: number): Promise<void> {
    const rows = await sql.rows<{ device_id: string; epoch: string; log_offset: number; at: number }>(
      `SELECT device_id, epoch, log_offset, at FROM read_position
       WHERE conversation_id = ? AND user_id = ? AND device_id <> ? ORDER BY at DESC, device_id`,
      [conversationId, userId, NO_DEVICE],
    );
    const newest = rows[0];
    for (const { device_id: deviceId, epoch, log_offset: offset, at } of rows.slice(most)) {
      // What was read in an epoch that is over says nothing any more.
      if (epoch === newest?.epoch) {
        await this.#advance(sql, { conversationId, userId, deviceId: NO_DEVICE, epoch, offset, at });
      }
      await sql.run('DELETE FROM read_position WHERE conversation_id = ? AND user_id = ? AND device_id = ?', [
        conversationId,
        userId,
        deviceId,
      ]);
    }
  }

  /** Conversations in which something happened after what the user has read, and where that is. */
  async #behind(
    appId: string,
    userId: string,
    conversationIds: readonly string[],
  ): Promise<Array<{ id: string; channelId: number; after: number }>> {
    if (conversationIds.length === 0) return [];
    const marks = await this.marksOf(userId, conversationIds);
    const rows = await this.#database.rows<{ id: number; name: string; epoch: string; head: number }>(
      `SELECT id, name, epoch, head FROM channel
       WHERE app_id = ? AND name IN (${valueList(conversationIds.length)}) AND head > 0`,
      [appId, ...conversationIds.map((id) => CONVERSATION_PREFIX + id)],
    );
    return rows.flatMap(({ id: channelId, name, epoch, head }) => {
      const id = name.slice(CONVERSATION_PREFIX.length);
      const mark = marks.find((other) => other.conversationId === id && other.epoch === epoch);
      const after = mark?.offset ?? 0;
      return after >= head ? [] : [{ id, channelId, after }];
    });
  }
}

/** Of an event `e`: a message of somebody else that the user has not hidden. Takes the user, the conversation, the user. */
const IS_UNREAD = `${IS_MESSAGE} AND e.sender <> ? AND ${NOT_HIDDEN}`;
