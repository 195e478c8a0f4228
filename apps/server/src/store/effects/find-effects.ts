import type { EffectQuery, EffectRecord, EffectState, NewEffect } from '../../core/store/effect-store.ts';
import { isStorableText } from '../events/body-column.ts';
import type { SqlDatabase, SqlValue } from '../sql/sql-database.ts';
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

const BY_LANE = 'effect_kind_target_state_lane_id_idx';
const BY_TARGET = 'effect_kind_target_state_id_idx';
const BY_APP = 'effect_app_id_kind_state_id_idx';

/** What names an endpoint of an app; a mirror is named by its app alone. */
const NO_TARGET = '';

/** How many of the oldest pending effects are looked at for their lanes, as a multiple of the heads wanted. */
const FRONT = 4;

/**
 * Of each lane of a target the oldest pending effect. The oldest pending effects of all mostly belong to lanes enough;
 * only where there are few lanes, or a few long ones stand before everybody else, the heads of all are looked up.
 */
export function findLaneHeads(
  database: SqlDatabase,
  kind: Kind,
  target: string,
  limit: number,
): Promise<EffectRecord[]> {
  return headsOf(database, kind, { column: 'target', value: target, front: BY_TARGET, all: BY_LANE }, limit);
}

/** Of each lane of an app the oldest pending effect. */
export function findLaneHeadsOfApp(
  database: SqlDatabase,
  kind: Kind,
  appId: string,
  limit: number,
): Promise<EffectRecord[]> {
  return headsOf(database, kind, { column: 'app_id', value: appId, front: BY_APP, all: BY_APP }, limit);
}

/** Whose lanes are looked for, and by which indexes: for the oldest effects, and for all of them. */
interface LaneOwner {
  readonly column: 'target' | 'app_id';
  readonly value: string;
  readonly front: string;
  readonly all: string;
}

async function headsOf(
  database: SqlDatabase,
  kind: Kind,
  { column, value, front, all }: LaneOwner,
  limit: number,
): Promise<EffectRecord[]> {
  const wanted = atLeastOne(limit);
  const { byIndex } = database.dialect;
  const condition = `WHERE kind = ? AND ${column} = ? AND state = ${PENDING}`;
  const named = [EFFECT_KINDS.indexOf(kind), value];
  const headsAmong = (searched: string, values: readonly SqlValue[]): Promise<EffectRecord[]> =>
    read(
      database,
      `SELECT ${EFFECT_COLUMNS} FROM (
         SELECT MIN(id) AS head FROM ${searched} GROUP BY lane ORDER BY head LIMIT ?
       ) AS heads JOIN effect e ON e.id = heads.head ORDER BY e.id`,
      [...values, wanted],
    );
  const found = await headsAmong(
    `(SELECT id, lane FROM effect ${byIndex(front)} ${condition} ORDER BY id LIMIT ?) AS front`,
    [...named, wanted * FRONT],
  );
  if (found.length === wanted) return found;
  return headsAmong(`effect ${byIndex(all)} ${condition}`, named);
}

/** The oldest pending effects of one lane. */
export async function findLaneNext(
  database: SqlDatabase,
  kind: Kind,
  target: string,
  lane: string,
  limit: number,
): Promise<EffectRecord[]> {
  if (!isStorableText(lane)) return [];
  return read(
    database,
    `SELECT ${EFFECT_COLUMNS} FROM effect e ${database.dialect.byIndex(BY_LANE)}
     WHERE e.kind = ? AND e.target = ? AND e.state = ${PENDING} AND e.lane = ? ORDER BY e.id LIMIT ?`,
    [EFFECT_KINDS.indexOf(kind), target, lane, atLeastOne(limit)],
  );
}

/** The oldest pending effects of an app. */
export async function findPending(
  database: SqlDatabase,
  kind: Kind,
  appId: string,
  limit: number,
): Promise<EffectRecord[]> {
  return read(
    database,
    `SELECT ${EFFECT_COLUMNS} FROM effect e ${database.dialect.byIndex(BY_APP)}
     WHERE e.app_id = ? AND e.kind = ? AND e.state = ${PENDING} ORDER BY e.id LIMIT ?`,
    [appId, EFFECT_KINDS.indexOf(kind), atLeastOne(limit)],
  );
}

/**
 * Effects from the newest. Each state is looked up by itself, as the indexes have them, and what was found is merged.
 * An endpoint's effects are looked up by the endpoint, since those of its app may be many more; that they are the
 * app's is checked afterwards.
 */
export async function listEffects(database: SqlDatabase, query: EffectQuery): Promise<EffectRecord[]> {
  const { appId, kind, target = NO_TARGET, state, beforeId, limit } = query;
  if (![appId, target, beforeId ?? ''].every(isStorableText)) return [];
  const rows = Math.min(MAX_LIMIT, atLeastOne(limit));
  const [owner, named, index] =
    target === NO_TARGET ? ['app_id', appId, BY_APP] : ['target', target, BY_TARGET];
  const states = state === undefined ? EFFECT_STATES : [state];
  const older = beforeId === undefined ? '' : 'AND id < ?';
  const searches = states.map((each) => ({
    sql: `SELECT id FROM (
        SELECT id FROM effect ${database.dialect.byIndex(index)}
        WHERE ${owner} = ? AND kind = ? AND state = ? ${older} ORDER BY id DESC LIMIT ?
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
    database,
    `SELECT ${EFFECT_COLUMNS} FROM (${searches.map((search) => search.sql).join(' UNION ALL ')}) AS found
     JOIN effect e ON e.id = found.id WHERE e.app_id = ? ORDER BY e.id DESC LIMIT ?`,
    [...searches.flatMap((search) => search.values), appId, rows],
  );
}

export async function findEffect(database: SqlDatabase, id: string): Promise<EffectRecord | null> {
  if (!isStorableText(id)) return null;
  const [found] = await read(database, `SELECT ${EFFECT_COLUMNS} FROM effect e WHERE e.id = ?`, [id]);
  return found ?? null;
}

export async function countEffects(
  database: SqlDatabase,
  appId: string,
  kind: Kind,
): Promise<Record<EffectState, number>> {
  const rows = await database.rows<{ state: number; total: number }>(
    `SELECT state, COUNT(*) AS total FROM effect ${database.dialect.byIndex(BY_APP)}
     WHERE app_id = ? AND kind = ? GROUP BY state`,
    [appId, EFFECT_KINDS.indexOf(kind)],
  );
  const totals = new Map(rows.map(({ state, total }) => [EFFECT_STATES[state], total]));
  return {
    pending: totals.get('pending') ?? 0,
    done: totals.get('done') ?? 0,
    dead: totals.get('dead') ?? 0,
  };
}

async function read(
  database: SqlDatabase,
  statement: string,
  values: readonly SqlValue[],
): Promise<EffectRecord[]> {
  return (await database.rows<EffectRow>(statement, values)).map(toEffectRecord);
}

function atLeastOne(limit: number): number {
  return Math.max(1, Math.trunc(limit));
}
