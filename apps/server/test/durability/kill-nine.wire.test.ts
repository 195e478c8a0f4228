import { expect, onTestFinished, test } from 'vitest';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { appToken } from '../harness/app-token.ts';
import { BuiltServer } from '../harness/built-server.ts';
import { ADMIN_KEY, APP_KEY } from '../harness/test-server.ts';
import { DurablePublisher } from './durable-publisher.ts';
import { killOnce } from './killings.ts';
import { logOf } from './log-of.ts';
import { Meter } from './meter.ts';
import { ResumingReader } from './resuming-reader.ts';

/** To repeat a failure: `SEED=<as printed> npx vitest run …`; `KILLS` for a longer or a shorter run. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const KILLS = Number(process.env.KILLS ?? 50);
const CHANNELS = ['pub-cache-red', 'pub-cache-green', 'pub-cache-blue'];
const USERS = ['ada', 'bob', 'cyd', 'dan'];
const PLENTY = 1_000_000;

test('kill -9 at random moments under load loses nothing acknowledged, doubles nothing, and readers resume without a gap', {
  timeout: 60_000 + 6_000 * KILLS,
}, async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  const { chance } = simulatedRuntime({ seed: SEED });
  const meter = new Meter();
  const server = await BuiltServer.prepare();
  // Not `await using`: a test that times out never comes to the end of its block.
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { url, wsUrl } = server;
  await server.start();
  await admin(url, 'PATCH', '/apps/default', {
    settings: { limits: { clientPublishPerSecond: PLENTY, clientPublishBurst: PLENTY } },
  });
  await admin(url, 'POST', '/bans', { user: 'eve' });

  const readers = ['rea', 'rex'].map((user) => ({ user, channels: CHANNELS }));
  const reading = await Promise.all(
    readers.map(async ({ user, channels }) => new ResumingReader(wsUrl, await params(user), channels)),
  );
  const publishers = await Promise.all(
    USERS.map(
      async (user) =>
        new DurablePublisher({
          ...{ wsUrl, user, params: await params(user), channels: CHANNELS },
          onAcknowledged: () => meter.add(),
        }),
    ),
  );
  const readersDone = Promise.all(reading.map((reader) => reader.run()));
  await Promise.all(reading.map((reader) => reader.subscribed()));
  const publishersDone = Promise.all(publishers.map((publisher) => publisher.run()));

  const restarts: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const took = await killOnce(server, meter, chance);
    if (took !== null) restarts.push(took);
  }
  for (const publisher of publishers) publisher.stop();
  await publishersDone;
  expect(publishers.flatMap(({ refusals }) => refusals)).toEqual([]);
  const acknowledged = publishers.flatMap((publisher) => publisher.acknowledged);

  let stored = 0;
  for (const channel of CHANNELS) {
    const { events, position } = await logOf(url, channel);
    stored += events.length;
    await Promise.all(reading.map((reader) => reader.reached(channel, position)));

    const [epoch = ''] = position.split(':');
    expect(events.map((event) => event.position)).toEqual(events.map((_, index) => `${epoch}:${index + 1}`));
    const expected = acknowledged.filter((message) => message.channel === channel);
    expect(summary(events)).toEqual(summary(expected));
    for (const user of USERS) {
      const sequences = events.filter((event) => event.user === user).map(({ data }) => sequenceOf(data));
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
    for (const reader of reading) {
      const heard = reader.heard.get(channel);
      expect(heard?.troubles).toEqual([]);
      expect(heard?.events).toEqual(events.map((event) => `${event.position} ${event.id}`));
    }
  }
  expect(stored).toBe(acknowledged.length);
  expect(await admin(url, 'GET', '/bans')).toMatchObject({ sanctions: [{ user: 'eve' }] });
  for (const reader of reading) reader.stop();
  await readersDone;
  expect(server.output.filter((line) => line.includes('nobody looked'))).toEqual([]);
  expect(await server.stop()).toBe(0);
  report({ restarts, stored, duplicates: publishers.reduce((sum, { duplicates }) => sum + duplicates, 0) });
});

/** Who sent it, where it is, what it is called: the same for what was acknowledged and for what is in the log. */
function summary(
  entries: ReadonlyArray<{
    user: string | null;
    clientId?: string | null | undefined;
    position: string;
    id: string;
  }>,
): string[] {
  return entries.map(({ user, clientId, position, id }) => `${user} ${clientId} ${position} ${id}`).sort();
}

function sequenceOf(data: unknown): number {
  const isMessage = typeof data === 'object' && data !== null && 'sequence' in data;
  if (isMessage && typeof data.sequence === 'number') return data.sequence;
  throw new TypeError(`not a message of this test: ${JSON.stringify(data)}`);
}

async function params(user: string): Promise<Record<string, string>> {
  return { key: APP_KEY, token: await appToken({ sub: user }) };
}

async function admin(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      'api-key': ADMIN_KEY,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function report({ restarts, stored, duplicates }: Record<string, number[] | number>): void {
  const times = [...(Array.isArray(restarts) ? restarts : [])].sort((a, b) => a - b);
  const median = Math.round(times[Math.floor(times.length / 2)] ?? 0);
  process.stdout.write(
    `${KILLS} kills, ${times.length} restarts (median ${median} ms), ${stored} events stored, ` +
      `${duplicates} answered twice\n`,
  );
}
