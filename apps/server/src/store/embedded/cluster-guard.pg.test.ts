import pg from 'pg';
import { expect, test } from 'vitest';
import { silentLog } from '../store-log.ts';
import { createTestDatabase } from '../testing/test-store.ts';
import { ClusterGuard } from './cluster-guard.ts';

test('a PostgreSQL that does not start at the first attempt is started at a later one, and guarded again', async () => {
  const database = await createTestDatabase();
  const port = Number(new URL(database.url).port);
  let attempts = 0;
  let recoveries = 0;
  let recovered = (): void => {};
  const log = {
    ...silentLog,
    info: () => {
      recoveries += 1;
      recovered();
    },
  };
  const postgres = {
    async ensureRunning() {
      attempts += 1;
      if (attempts % 2 === 1) throw new Error('it was killed again meanwhile');
      return { port, wasRunning: false };
    },
  };
  {
    await using _guard = await ClusterGuard.watch({ postgres, url: database.url, log });
    for (const expected of [1, 2]) {
      const again = new Promise<void>((resolve) => {
        recovered = resolve;
      });
      await endGuardConnection(database.url);
      await again;
      expect(recoveries).toBe(expected);
    }
  }
  expect(attempts).toBe(4);
  await database.drop();
});

/** To the guard it looks as if PostgreSQL had died. */
async function endGuardConnection(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parley guard' AND datname = current_database()",
  );
  await client.end();
}
