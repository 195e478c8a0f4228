import pg from 'pg';
import { expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { silentLog } from '../store-log.ts';
import { countingFrom, publish } from '../testing/entries.ts';
import { openTestStore } from '../testing/test-store.ts';

test('what a crash leaves of an erased channel is removed when the server starts again', async () => {
  await using bed = await openTestStore({ apps: ['acme'] });
  const { events } = bed.store;
  await events.append(countingFrom(1, 3000).map(() => publish({ channel: 'erased' })));
  await events.append([publish({ channel: 'kept' })]);
  const client = new pg.Client({ connectionString: bed.url });
  await client.connect();
  // The state between the two steps of an erasure.
  await client.query("INSERT INTO erasure SELECT id FROM channel WHERE name = 'erased'");
  await client.query("DELETE FROM channel WHERE name = 'erased'");
  const restarted = await openStore({ url: bed.url, log: silentLog });
  await restarted[Symbol.asyncDispose]();
  const { rows } = await client.query(
    'SELECT (SELECT count(*)::int FROM event) AS events, (SELECT count(*)::int FROM erasure) AS erasures',
  );
  expect(rows).toEqual([{ events: 1, erasures: 0 }]);
  await client.end();
});
