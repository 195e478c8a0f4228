import { insertEffects } from '../effects/insert-effects.ts';
import { inPortions } from '../sql/portions.ts';
import {
  choice,
  type Sql,
  type SqlDialect,
  type SqlValue,
  valueList,
  valueRows,
} from '../sql/sql-database.ts';
import type { BatchPlan, PlannedRow } from './batch-plan.ts';
import { toBodyColumns } from './body-column.ts';
import { eraseEditBodies } from './erase-edit-bodies.ts';
import { KINDS } from './event-row.ts';
import { toExtrasColumn } from './extras-column.ts';
import { toReadershipColumn } from './readership-column.ts';
import { toSenderColumn } from './sender-column.ts';

const COLUMNS = [
  'channel_id',
  'log_offset',
  'id',
  'kind',
  'name',
  'format',
  'body',
  'at',
  'sender',
  'client_id',
  'target',
  'edit_offset',
  'deleted_at',
  'readership',
  'extras',
] as const;

/** Does to the database what was decided, within the transaction that locked its channels. */
export async function writePlan(
  { sql, dialect }: { sql: Sql; dialect: SqlDialect },
  plan: BatchPlan,
): Promise<void> {
  const event = `event ${dialect.byIndex('event_id_key')}`;
  for (const rows of inPortions(plan.rows, charactersOf)) await insert(sql, rows);
  await insertEffects(
    sql,
    plan.rows.flatMap(({ entry }) => entry.effects),
  );
  if (plan.edited.size > 0) {
    await setEach(sql, event, 'edit_offset', plan.edited);
  }
  if (plan.deleted.size > 0) {
    const times = new Map([...plan.deleted].map(([id, { at }]) => [id, at]));
    await setEach(sql, event, 'deleted_at', times);
    await sql.run(`UPDATE ${event} SET body = NULL, extras = NULL WHERE id IN (${valueList(times.size)})`, [
      ...times.keys(),
    ]);
    for (const { channelId, newestEdit } of plan.deleted.values()) {
      if (newestEdit !== null) await eraseEditBodies(sql, channelId, newestEdit);
    }
  }
  if (plan.heads.size > 0) await moveHeads(sql, plan.heads);
}

function charactersOf({ entry, erased }: PlannedRow): number {
  return erased ? 0 : (entry.body?.text.length ?? 0) + (entry.extras?.text.length ?? 0);
}

async function insert(sql: Sql, rows: readonly PlannedRow[]): Promise<void> {
  await sql.run(
    `INSERT INTO event (${COLUMNS.join(', ')}) VALUES ${valueRows(rows.length, COLUMNS.length)}`,
    rows.flatMap(({ channelId, offset, entry, erased, editOffset, deletedAt }): SqlValue[] => {
      const { format, body } = toBodyColumns(erased ? null : entry.body);
      return [
        channelId,
        offset,
        entry.id,
        KINDS.indexOf(entry.kind),
        entry.name,
        format,
        body,
        entry.at,
        toSenderColumn(entry),
        entry.clientId,
        entry.kind === 'publish' ? null : entry.target,
        editOffset,
        deletedAt,
        toReadershipColumn(entry.readership),
        erased ? null : toExtrasColumn(entry.extras),
      ];
    }),
  );
}

/** Sets one column to a value of its own in each of several events, by their ids. */
async function setEach(
  sql: Sql,
  event: string,
  column: 'edit_offset' | 'deleted_at',
  values: ReadonlyMap<string, number>,
): Promise<void> {
  await sql.run(
    `UPDATE ${event} SET ${column} = ${choice('id', column, values.size)} WHERE id IN (${valueList(values.size)})`,
    [...[...values].flat(), ...values.keys()],
  );
}

async function moveHeads(sql: Sql, heads: BatchPlan['heads']): Promise<void> {
  const entries = [...heads];
  await sql.run(
    `UPDATE channel SET head = ${choice('id', 'head', heads.size)},
       last_event_at = GREATEST(last_event_at, ${choice('id', 'last_event_at', heads.size)})
     WHERE id IN (${valueList(heads.size)})`,
    [
      ...entries.flatMap(([id, { head }]) => [id, head]),
      ...entries.flatMap(([id, { lastEventAt }]) => [id, lastEventAt]),
      ...heads.keys(),
    ],
  );
}
