import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { Stats } from './app-stats.ts';
import { KeptTotals } from './kept-totals.ts';

/** A database of counters in memory, which can be away. */
function database() {
  const totals = new Map<string, number>();
  const state = { isAway: false, calls: 0 };
  return {
    state,
    totals,
    counters: {
      list: async () =>
        [...totals].map(([key, value]) => {
          const [appId = '', name = ''] = key.split(' ');
          return { appId, name, value };
        }),
      add: async (increments: ReadonlyArray<{ appId: string; name: string; by: number }>) => {
        state.calls += 1;
        if (state.isAway) throw new Error('away');
        for (const { appId, name, by } of increments) {
          totals.set(`${appId} ${name}`, (totals.get(`${appId} ${name}`) ?? 0) + by);
        }
      },
    },
  };
}

async function open(counters: ReturnType<typeof database>['counters'], runtime = simulatedRuntime()) {
  const stats = new Stats();
  const failures: unknown[] = [];
  const onFailure = (cause: unknown) => void failures.push(cause);
  const totals = await KeptTotals.open({ stats, counters, runtime, onFailure });
  const pass = async (ms: number) => {
    runtime.advance(ms);
    // Long enough for a store that answers at once.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { stats, totals, failures, pass };
}

test('totals go on after a restart where they were, for each app; other counters begin anew', async () => {
  const { counters } = database();
  const first = await open(counters);
  first.stats.of('a').messagesDelivered += 3;
  first.stats.of('a').published += 3;
  first.stats.of('b').callsFailed += 1;
  await first.totals[Symbol.asyncDispose]();

  const second = await open(counters);
  expect(second.stats.of('a')).toMatchObject({ messagesDelivered: 3, published: 0 });
  second.stats.of('a').messagesDelivered += 4;
  await second.totals[Symbol.asyncDispose]();

  const third = await open(counters);
  expect(third.stats.of('a').messagesDelivered).toBe(7);
  expect(third.stats.of('b').callsFailed).toBe(1);
  await third.totals[Symbol.asyncDispose]();
});

test('what is counted is stored every few seconds, once, and an idle server stores nothing', async () => {
  const { counters, totals, state } = database();
  const server = await open(counters);
  server.stats.of('a').bytesDelivered += 10;
  await server.pass(5000);
  expect(totals.get('a bytesDelivered')).toBe(10);
  await server.pass(20_000);
  expect([totals.get('a bytesDelivered'), state.calls]).toEqual([10, 1]);
  await server.totals[Symbol.asyncDispose]();
});

test('while the database is away nothing is lost or counted twice, and it is told once', async () => {
  const { counters, totals, state } = database();
  const server = await open(counters);
  state.isAway = true;
  server.stats.of('a').dropped += 1;
  await server.pass(10_000);
  server.stats.of('a').dropped += 1;
  await server.pass(10_000);
  expect(server.failures).toHaveLength(1);
  state.isAway = false;
  await server.pass(5000);
  expect(totals.get('a dropped')).toBe(2);
  await server.totals[Symbol.asyncDispose]();
});

test('an app that follows one of the same name inherits nothing', async () => {
  const { counters, totals } = database();
  const server = await open(counters);
  server.stats.of('a').dropped += 5;
  await server.totals.store();
  server.stats.forgetApp('a');
  totals.clear();
  server.stats.of('a').dropped += 1;
  await server.totals.store();
  expect(totals.get('a dropped')).toBe(1);
  await server.totals[Symbol.asyncDispose]();
});
