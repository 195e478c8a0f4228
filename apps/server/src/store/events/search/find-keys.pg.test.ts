import { expect, test } from 'vitest';
import type { EventSearch } from '../../../core/store/event-store.ts';
import { PostgresDatabase, postgresPool } from '../../sql/postgres-database.ts';
import type { SqlDatabase, SqlValue } from '../../sql/sql-database.ts';
import { silentLog } from '../../store-log.ts';
import { countingFrom, publish } from '../../testing/entries.ts';
import { openTestStore } from '../../testing/test-store.ts';
import { findKeys } from './find-keys.ts';

test('logs that grow between being listed and being read are walked, and nothing that they held is missed', async () => {
  await using bed = await openTestStore({ apps: ['acme'] });
  const { events } = bed.store;
  const held = countingFrom(0, 20).map((nr) => publish({ channel: `log-${nr}` }));
  await events.append(held);
  await using database = new PostgresDatabase(postgresPool({ url: bed.url, log: silentLog, connections: 1 }));
  const later = countingFrom(0, 300).map(() => publish({ channel: 'log-7' }));
  let statements = 0;
  const growing: SqlDatabase = {
    dialect: database.dialect,
    async rows<Row extends object>(statement: string, values?: readonly SqlValue[]): Promise<Row[]> {
      const rows = await database.rows<Row>(statement, values);
      statements += 1;
      if (statements === 1) await events.append(later);
      return rows;
    },
    run: (statement, values) => database.run(statement, values),
    transaction: (work) => database.transaction(work),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
  const query: EventSearch = { appId: 'acme', text: '{', order: [], skip: 0, limit: 100 };
  const found = await findKeys(growing, query, { oldestFirst: false, wanted: 1000 });
  const ids = found.map(({ id }) => id);
  expect(ids).toEqual([...held].reverse().map(({ id }) => id));
  expect(statements, 'a list, a reading that was too much, and a walk').toBe(3);
});
