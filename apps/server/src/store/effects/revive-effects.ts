import { again } from '../sql/again.ts';
import { type SqlDatabase, valueList } from '../sql/sql-database.ts';
import { DEAD, EFFECT_KINDS, PENDING } from './effect-row.ts';

/** Effects brought back by one statement. */
const SLICE = 1000;

/** Makes dead effects pending again, from the oldest on and in slices, so that no transaction is long. */
export async function reviveEffects(
  database: SqlDatabase,
  order: { appId: string; kind: 'webhook'; target?: string; since: number; now: number },
): Promise<number> {
  const { appId, kind, target, since, now } = order;
  const ofTarget = target === undefined ? '' : 'AND target = ?';
  let revived = 0;
  for (let after = ''; ; ) {
    const rows = await database.rows<{ id: string }>(
      `SELECT id FROM effect ${database.dialect.byIndex('effect_app_id_kind_state_id_idx')}
       WHERE app_id = ? AND kind = ? AND state = ${DEAD} AND id > ? AND created_at >= ?
       ${ofTarget} ORDER BY id LIMIT ${SLICE}`,
      [appId, EFFECT_KINDS.indexOf(kind), after, since, ...(target === undefined ? [] : [target])],
    );
    const last = rows.at(-1);
    if (!last) return revived;
    revived += await again(() =>
      database.run(
        `UPDATE effect SET state = ${PENDING}, due_at = ?, attempts = 0, changed_at = ?
         WHERE state = ${DEAD} AND id IN (${valueList(rows.length)})`,
        [now, now, ...rows.map(({ id }) => id)],
      ),
    );
    after = last.id;
  }
}
