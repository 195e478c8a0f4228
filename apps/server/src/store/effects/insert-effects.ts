import type { NewEffect } from '../../core/store/effect-store.ts';
import { inPortions } from '../sql/portions.ts';
import { type Sql, type SqlValue, valueRows } from '../sql/sql-database.ts';
import { toStoredText } from '../sql/stored-text.ts';
import { EFFECT_KINDS, PENDING } from './effect-row.ts';

/** The columns of a new effect. */
export const NEW_EFFECT_COLUMNS =
  'id, app_id, kind, target, lane, event, payload, created_at, state, due_at, attempts, changed_at';

/** Queues effects, in as few statements as they need; `ending` is what the INSERTs end with. */
export async function insertEffects(sql: Sql, effects: Iterable<NewEffect>, ending = ''): Promise<void> {
  for (const portion of effectPortions(effects)) await insertPortion(sql, portion, ending);
}

export function effectPortions(effects: Iterable<NewEffect>): Generator<NewEffect[]> {
  return inPortions(effects, ({ payload }) => payload.length);
}

async function insertPortion(sql: Sql, effects: readonly NewEffect[], ending: string): Promise<void> {
  await sql.run(
    `INSERT INTO effect (${NEW_EFFECT_COLUMNS}) VALUES ${valueRows(effects.length, 12)} ${ending}`,
    effects.flatMap(({ id, appId, kind, target, lane, event, payload, createdAt }): SqlValue[] => [
      id,
      appId,
      EFFECT_KINDS.indexOf(kind),
      target,
      lane,
      event,
      toStoredText(payload),
      createdAt,
      PENDING,
      createdAt,
      0,
      createdAt,
    ]),
  );
}
