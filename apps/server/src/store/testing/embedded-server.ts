/**
 * A program that runs the embedded PostgreSQL in the folder it is given, appends events, reports each acknowledged one
 * on a line, and goes on until it is killed. Run by tests that kill it.
 */
import { Body } from '../../core/event/body.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { openStore } from '../open-store.ts';
import { silentLog } from '../store-log.ts';

const [dataDir = ''] = process.argv.slice(2);
const { ids, clock } = systemRuntime();
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog });
const store = await openStore({ url: postgres.url, log: silentLog });
const apps = await store.apps.listApps();
if (apps.length === 0) await store.apps.createApp({ id: 'acme', name: 'acme', createdAt: 0, settings: '{}' });
process.stdout.write('ready\n');
for (;;) {
  const id = ids.next();
  const [outcome] = await store.events.append([
    {
      appId: 'acme',
      channel: 'room',
      id,
      kind: 'publish',
      name: 'message',
      body: Body.ofValue(id),
      at: clock.now(),
      userId: null,
      clientId: null,
      target: null,
      newEpoch: 'first',
      effects: [],
    },
  ]);
  if (outcome?.status !== 'stored') throw new Error(`not stored: ${outcome?.status}`);
  process.stdout.write(`${outcome.position.offset} ${id}\n`);
}
