import pg from 'pg';
import { expect, test } from 'vitest';
import { silentLog } from '../store-log.ts';
import { localizedColumns, postgresShape } from '../testing/postgres-shape.ts';
import { createTestDatabase } from '../testing/test-store.ts';
import { migrateCases } from './migrate.cases.ts';
import { migrate } from './migrate.ts';

migrateCases(
  { createDatabase: createTestDatabase },
  {
    provider: 'postgresql',
    shapeOf: postgresShape,
    async run(url, statement) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(statement);
      await client.end();
    },
  },
);

test('every text that takes part in a key is compared by code point, whatever the locale', async () => {
  const { url, drop } = await createTestDatabase();
  await migrate({ provider: 'postgresql', url, log: silentLog });
  expect(await localizedColumns(url)).toEqual([]);
  await drop();
});
