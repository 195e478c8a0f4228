import type { AttemptRecord, EffectChange } from '../../core/store/effect-store.ts';
import { inPortions } from '../sql/portions.ts';
import {
  choice,
  type Sql,
  type SqlDatabase,
  type SqlValue,
  valueList,
  valueRows,
} from '../sql/sql-database.ts';
import { toStoredText } from '../sql/stored-text.ts';
import { EFFECT_STATES } from './effect-row.ts';

/**
 * Notes attempts and what follows from them, in one transaction. Whoever settles locks the effects first, in the order
 * of their ids; those that were removed meanwhile are passed over.
 */
export async function settleEffects(
  database: SqlDatabase,
  changes: readonly EffectChange[],
  attempts: readonly AttemptRecord[],
): Promise<void> {
  const changeOf = new Map(changes.map((change) => [change.id, change]));
  const ids = new Set([...changeOf.keys(), ...attempts.map(({ effectId }) => effectId)]);
  if (ids.size === 0) return;
  await database.transaction(async (sql) => {
    const present = await lock(sql, [...ids].sort());
    const settled = [...changeOf.values()].filter(({ id }) => present.has(id));
    for (const portion of inPortions(settled, () => 0)) await change(sql, portion);
    const noted = attempts.filter(({ effectId }) => present.has(effectId));
    for (const portion of inPortions(noted, ({ answer }) => answer.length)) {
      await insertAttempts(sql, portion, database.dialect.orLeaveAlone);
    }
  });
}

async function lock(sql: Sql, ids: readonly string[]): Promise<Set<string>> {
  const present = new Set<string>();
  for (const portion of inPortions(ids, () => 0)) {
    const rows = await sql.rows<{ id: string }>(
      `SELECT id FROM effect WHERE id IN (${valueList(portion.length)}) ORDER BY id FOR UPDATE`,
      portion,
    );
    for (const { id } of rows) present.add(id);
  }
  return present;
}

async function change(sql: Sql, changes: readonly EffectChange[]): Promise<void> {
  const columns: Array<[string, (change: EffectChange) => number]> = [
    ['state', ({ state }) => EFFECT_STATES.indexOf(state)],
    ['due_at', ({ dueAt }) => dueAt],
    ['attempts', ({ attempts }) => attempts],
    ['changed_at', ({ changedAt }) => changedAt],
  ];
  await sql.run(
    `UPDATE effect SET ${columns.map(([name]) => `${name} = ${choice('id', name, changes.length)}`).join(', ')}
     WHERE id IN (${valueList(changes.length)})`,
    [
      ...columns.flatMap(([, read]) => changes.flatMap((row): SqlValue[] => [row.id, read(row)])),
      ...changes.map(({ id }) => id),
    ],
  );
}

async function insertAttempts(sql: Sql, attempts: readonly AttemptRecord[], ending: string): Promise<void> {
  await sql.run(
    `INSERT INTO effect_attempt (effect_id, id, at, duration_ms, status, answer)
     VALUES ${valueRows(attempts.length, 6)} ${ending}`,
    attempts.flatMap(({ effectId, id, at, durationMs, status, answer }): SqlValue[] => [
      effectId,
      id,
      at,
      durationMs,
      status,
      toStoredText(answer),
    ]),
  );
}
