import type { NewEffect } from '../../core/store/effect-store.ts';
import { again } from '../sql/again.ts';
import { type SqlDatabase, type SqlValue, valueList } from '../sql/sql-database.ts';
import { DEAD, DONE, EFFECT_KINDS, PENDING } from './effect-row.ts';

/** Effects removed by one statement, so that no transaction is long; their attempts go with them. */
const SLICE = 1000;

/** Removes effects that are done with. */
export class EffectRemover {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#delete(ids, '');
  }

  /** At most `limit` that are done, and if there are fewer, dead ones as well; returns how many went. */
  async removeOld(order: { doneBefore: number; deadBefore: number; limit: number }): Promise<number> {
    const limit = Math.max(1, Math.trunc(order.limit));
    const done = await this.#removeOldOf(DONE, order.doneBefore, limit);
    return done < limit ? done + (await this.#removeOldOf(DEAD, order.deadBefore, limit - done)) : done;
  }

  /** At most `limit` of a target's, whatever their state; returns how many went. */
  async removeTarget(kind: NewEffect['kind'], appId: string, target: string, limit: number): Promise<number> {
    const [owner, named] = target === '' ? ['app_id', appId] : ['target', target];
    const ids = await this.#ids(`${owner} = ? AND kind = ?`, [named, EFFECT_KINDS.indexOf(kind)], '', limit);
    return this.#delete(ids, 'AND app_id = ?', [appId]);
  }

  /** All of an app's. */
  async removeApp(appId: string): Promise<void> {
    for (;;) {
      const ids = await this.#ids('app_id = ?', [appId], '', SLICE);
      if (ids.length === 0) return;
      await this.#delete(ids, '');
    }
  }

  async #removeOldOf(state: number, before: number, limit: number): Promise<number> {
    const ids = await this.#ids(
      'state = ? AND changed_at < ?',
      [state, before],
      'ORDER BY changed_at',
      limit,
    );
    // One that was made pending again meanwhile stays.
    return this.#delete(ids, `AND state <> ${PENDING}`);
  }

  async #ids(
    condition: string,
    values: readonly SqlValue[],
    order: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await this.#database.rows<{ id: string }>(
      `SELECT id FROM effect WHERE ${condition} ${order} LIMIT ?`,
      [...values, Math.max(1, Math.trunc(limit))],
    );
    return rows.map(({ id }) => id);
  }

  async #delete(ids: readonly string[], also: string, values: readonly SqlValue[] = []): Promise<number> {
    let removed = 0;
    for (let start = 0; start < ids.length; start += SLICE) {
      const slice = ids.slice(start, start + SLICE);
      removed += await again(() =>
        this.#database.run(`DELETE FROM effect WHERE id IN (${valueList(slice.length)}) ${also}`, [
          ...slice,
          ...values,
        ]),
      );
    }
    return removed;
  }
}
