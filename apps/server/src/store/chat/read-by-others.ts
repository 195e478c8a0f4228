import type { ReadableMessage } from '../../core/store/chat/read-store.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { toKind } from './conversation-row.ts';

/** Messages that one statement asks about. */
const PORTION = 200;

/**
 * The ids of those of these messages that anybody beside their sender has read; see `ReadStore.readByOthers`. The database
 * looks for one reader of each, and answers at most one row for each, however many members there are.
 */
export async function readByOthers(
  sql: SqlDatabase,
  messages: readonly ReadableMessage[],
): Promise<Set<string>> {
  const integer = `CAST(? AS ${sql.dialect.integer})`;
  const one = `SELECT ? AS id, ? AS conversation_id, ? AS epoch, ${integer} AS log_offset, ? AS sender, ${integer} AS at`;
  const read = new Set<string>();
  for (let from = 0; from < messages.length; from += PORTION) {
    const portion = messages.slice(from, from + PORTION);
    const rows = await sql.rows<{ id: string }>(
      `SELECT w.id FROM (${portion.map(() => one).join(' UNION ALL ')}) w
       JOIN conversation c ON c.id = w.conversation_id
       WHERE EXISTS (SELECT 1 FROM read_position r
         WHERE r.conversation_id = w.conversation_id AND r.epoch = w.epoch AND r.log_offset >= w.log_offset
           AND r.user_id <> w.sender AND (c.kind = ? OR ${WAS_THERE}))`,
      [
        ...portion.flatMap(({ conversationId, event }) => [
          ...[event.id, conversationId, event.position.epoch, event.position.offset],
          // Null: a backend in its own name, which is none of the readers.
          ...[event.userId ?? '', event.at],
        ]),
        // Of a private one both are readers, also who left.
        toKind('private'),
      ],
    );
    for (const { id } of rows) read.add(id);
  }
  return read;
}

const WAS_THERE = `EXISTS (SELECT 1 FROM conversation_member m
  WHERE m.conversation_id = r.conversation_id AND m.user_id = r.user_id AND m.joined_at <= w.at)`;
