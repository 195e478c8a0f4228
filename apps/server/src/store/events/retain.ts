import type { RetentionOrder } from '../../core/store/event-store.ts';
import type { Sql } from '../sql/sql-database.ts';
import { isStorableText } from './body-column.ts';

/**
 * Removes what the rule says from the old end of a log, at most `limit` rows. An event that is not yet too old keeps
 * everything after it, whatever its time says, so that what remains has no hole.
 */
export async function retain(sql: Sql, order: RetentionOrder): Promise<number> {
  const { appId, channel, olderThan, keepNewest } = order;
  if (![appId, channel].every(isStorableText)) return 0;
  const limit = Math.max(1, Math.trunc(order.limit));
  const rows = await sql.rows<{ channel_id: number; head: number; log_offset: number; at: number }>(
    `SELECT e.channel_id, c.head, e.log_offset, e.at FROM channel c JOIN event e ON e.channel_id = c.id
     WHERE c.app_id = ? AND c.name = ? ORDER BY e.log_offset LIMIT ?`,
    [appId, channel, limit],
  );
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return 0;
  const firstYoung = olderThan === null ? first : rows.find(({ at }) => at >= olderThan);
  const byAge = firstYoung ? firstYoung.log_offset - 1 : last.log_offset;
  const byCount = keepNewest === null ? 0 : first.head - Math.max(0, keepNewest);
  const upTo = Math.min(Math.max(byAge, byCount), last.log_offset);
  if (upTo < first.log_offset) return 0;
  return sql.run('DELETE FROM event WHERE channel_id = ? AND log_offset <= ?', [first.channel_id, upTo]);
}
