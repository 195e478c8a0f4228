import type { CounterStore } from '../../core/store/counter-store.ts';
import { again } from '../sql/again.ts';
import { forLivingApps } from '../sql/for-living-apps.ts';
import { inPortions } from '../sql/portions.ts';
import { type SqlDatabase, valueRows } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';

interface Increment {
  readonly appId: string;
  readonly name: string;
  readonly by: number;
}

/** Totals. By SQL rather than Prisma, because only the database can add without losing what others add meanwhile. */
export class CounterRecords implements CounterStore {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  list(): Promise<Array<{ appId: string; name: string; value: number }>> {
    return answering(async () => {
      const rows = await this.#database.rows<{ app_id: string; name: string; total: number }>(
        'SELECT app_id, name, total FROM counter ORDER BY app_id, name',
      );
      return rows.map(({ app_id: appId, name, total }) => ({ appId, name, value: total }));
    });
  }

  add(increments: readonly Increment[]): Promise<void> {
    return answering(() =>
      forLivingApps(this.#database, inOrder(increments), (left) => again(() => this.#add(left))),
    );
  }

  async #add(increments: readonly Increment[]): Promise<void> {
    await this.#database.transaction(async (sql) => {
      for (const portion of inPortions(increments, () => 0)) {
        await sql.run(
          `INSERT INTO counter (app_id, name, total) VALUES ${valueRows(portion.length, 3)}
           ${this.#database.dialect.orAddTotal}`,
          portion.flatMap(({ appId, name, by }) => [appId, name, by]),
        );
      }
    });
  }
}

/** One increment for each counter, in an order that everybody keeps, so that nobody waits in a circle. */
function inOrder(increments: readonly Increment[]): Increment[] {
  const sums = new Map<string, Increment>();
  for (const { appId, name, by } of increments) {
    const key = `${appId}\0${name}`;
    sums.set(key, { appId, name, by: by + (sums.get(key)?.by ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, increment]) => increment);
}
