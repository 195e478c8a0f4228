import type { AppendEntry } from '../../core/store/event-store.ts';
import { type Sql, type SqlDialect, valueList } from '../sql/sql-database.ts';
import type { TargetRow } from './batch-plan.ts';

/** What the edits and deletions of a batch name, as far as the database holds it, by event id. */
export async function findTargets(
  { sql, dialect }: { sql: Sql; dialect: SqlDialect },
  batch: readonly AppendEntry[],
): Promise<Map<string, TargetRow>> {
  const ids = new Set<string>();
  for (const { kind, target } of batch) if (kind !== 'publish' && target !== null) ids.add(target);
  if (ids.size === 0) return new Map();
  const rows = await sql.rows<{
    id: string;
    channel_id: number;
    log_offset: number;
    kind: number;
    edit_offset: number | null;
    deleted_at: number | null;
  }>(
    `SELECT id, channel_id, log_offset, kind, edit_offset, deleted_at
     FROM event ${dialect.byIndex('event_id_key')} WHERE id IN (${valueList(ids.size)})`,
    [...ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        channelId: row.channel_id,
        offset: row.log_offset,
        isPublish: row.kind === 0,
        isDeleted: row.deleted_at !== null,
        newestEdit: row.edit_offset,
      },
    ]),
  );
}
