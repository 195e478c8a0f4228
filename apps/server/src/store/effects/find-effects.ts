import type { EffectQuery, EffectRecord, EffectState, NewEffect } from '../../core/store/effect-store.ts';
import { isStorableText } from '../events/body-column.ts';
import type { Sql, SqlValue } from '../sql/sql-database.ts';
import {
  EFFECT_COLUMNS,
  EFFECT_KINDS,
  EFFECT_STATES,
  type EffectRow,
  PENDING,
  toEffectRecord,
} from './effect-row.ts';

type Kind = NewEffect['kind'];

const MAX_LIMIT = 1000;

/** What names an endpoint of an app; a mirror is named by its app alone. */
const NO_TARGET = '';

/** Of each lane of a target the oldest pending effect. */
export async function findLaneHeads(
  sql: Sql,
  kind: Kind,
  target: string,
  limit: number,
): Promise<EffectRecord[]> {
  return read(
    sql,
    `SELECT ${EFFECT_COLUMNS} FROM (
       SELECT MIN(id) AS head FROM effect WHERE kind = ? AND target = ? AND state = ${PENDING}
       GROUP BY lane ORDER BY head LIMIT ?
     ) AS heads JOIN effect e ON e.id = heads.head ORDER BY e.id`,
    [EFFECT_KINDS.indexOf(kind), target, atLeastOne(limit)],
  );
}

/** The oldest pending effects of one lane. */
export async function findLaneNext(
  sql: Sql,
  kind: Kind,
  target: string,
  lane: string,
  limit: number,
): Promise<EffectRecord[]> {
  if (!isStorableText(lane)) return [];
  return read(
    sql,
    `SELECT ${EFFECT_COLUMNS} FROM effect e
     WHERE e.kind = ? AND e.target = ? AND e.state = ${PENDING} AND e.lane = ? ORDER BY e.id LIMIT ?`,
    [EFFECT_KINDS.indexOf(kind), target, lane, atLeastOne(limit)],
  );
}

/** The oldest pending effects of an app. */
export async function findPending(
  sql: Sql,
  kind: Kind,
  appId: string,
  limit: number,
): Promise<EffectRecord[]> {
  return read(
    sql,
    `SELECT ${EFFECT_COLUMNS} FROM effect e
     WHERE e.app_id = ? AND e.kind = ? AND e.state = ${PENDING} ORDER BY e.id LIMIT ?`,
    [appId, EFFECT_KINDS.indexOf(kind), atLeastOne(limit)],
  );
}

/**
 * Effects from the newest. Each state is looked up by itself, as the indexes have them, and what was found is merged.
 * An endpoint's effects are looked up by the endpoint, since those of its app may be many more; that they are the
 * app's is checked afterwards.
 */
export async function listEffects(sql: Sql, query: EffectQuery): Promise<EffectRecord[]> {
  const { appId, kind, target = NO_TARGET, state, beforeId, limit } = query;
  if (![appId, target, beforeId ?? ''].every(isStorableText)) return [];
  const rows = Math.min(MAX_LIMIT, atLeastOne(limit));
  const [owner, named] = target === NO_TARGET ? ['app_id', appId] : ['target', target];
  const states = state === undefined ? EFFECT_STATES : [state];
  const older = beforeId === undefined ? '' : 'AND id < ?';
  const searches = states.map((each) => ({
    sql: `SELECT id FROM (
        SELECT id FROM effect WHERE ${owner} = ? AND kind = ? AND state = ? ${older} ORDER BY id DESC LIMIT ?
      ) AS ${each}_ones`,
    values: [
      named,
      EFFECT_KINDS.indexOf(kind),
      EFFECT_STATES.indexOf(each),
      ...(beforeId === undefined ? [] : [beforeId]),
      rows,
    ],
  }));
  return read(
    sql,
    `SELECT ${EFFECT_COLUMNS} FROM (${searches.map((search) => search.sql).join(' UNION ALL ')}) AS found
     JOIN effect e ON e.id = found.id WHERE e.app_id = ? ORDER BY e.id DESC LIMIT ?`,
    [...searches.flatMap((search) => search.values), appId, rows],
  );
}

export async function findEffect(sql: Sql, id: string): Promise<EffectRecord | null> {
  if (!isStorableText(id)) return null;
  const [found] = await read(sql, `SELECT ${EFFECT_COLUMNS} FROM effect e WHERE e.id = ?`, [id]);
  return found ?? null;
}

export async function countEffects(
  sql: Sql,
  appId: string,
  kind: Kind,
): Promise<Record<EffectState, number>> {
  const rows = await sql.rows<{ state: number; total: number }>(
    'SELECT state, COUNT(*) AS total FROM effect WHERE app_id = ? AND kind = ? GROUP BY state',
    [appId, EFFECT_KINDS.indexOf(kind)],
  );
  const totals = new Map(rows.map(({ state, total }) => [EFFECT_STATES[state], total]));
  return {
    pending: totals.get('pending') ?? 0,
    done: totals.get('done') ?? 0,
    dead: totals.get('dead') ?? 0,
  };
}

async function read(sql: Sql, statement: string, values: readonly SqlValue[]): Promise<EffectRecord[]> {
  return (await sql.rows<EffectRow>(statement, values)).map(toEffectRecord);
}

function atLeastOne(limit: number): number {
  return Math.max(1, Math.trunc(limit));
}
