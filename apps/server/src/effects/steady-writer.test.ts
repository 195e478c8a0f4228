import { expect, test } from 'vitest';
import { ParleyError } from '../core/errors/parley-error.ts';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { SteadyWriter } from './steady-writer.ts';

function open(maxQueuedBytes = 100) {
  const runtime = simulatedRuntime();
  const database = { isAway: false, refuses: new Set<string>(), hold: Promise.resolve() };
  const batches: string[][] = [];
  const written: string[] = [];
  const lost: string[] = [];
  const failures: unknown[] = [];
  const writer = new SteadyWriter<string>({
    runtime,
    async write(batch) {
      batches.push([...batch]);
      await database.hold;
      if (database.isAway) throw new ParleyError('unavailable', 'away');
      if (batch.some((item) => database.refuses.has(item))) throw new ParleyError('bad_request', 'refused');
    },
    written: (batch) => void written.push(...batch),
    lost: (items) => void lost.push(...items),
    onFailure: (cause) => void failures.push(cause),
    sizeOf: (item) => item.length,
    maxBatch: 3,
    maxBatchBytes: 50,
    maxQueuedBytes,
  });
  return { runtime, database, batches, written, lost, failures, writer };
}

/** Lets what was begun come as far as it gets without the clock. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes together is written together, in order and in bounded batches', async () => {
  const { writer, batches, written } = open();
  for (const item of ['a', 'b', 'c', 'd']) writer.offer(item);
  await writer.idle();
  expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
  expect(written).toEqual(['a', 'b', 'c', 'd']);
});

test('while a batch is in flight the next one gathers', async () => {
  const { writer, batches, database } = open();
  let land = (): void => {};
  database.hold = new Promise((resolve) => {
    land = resolve;
  });
  writer.offer('a');
  await turn();
  writer.offer('b');
  writer.offer('c');
  land();
  await writer.idle();
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('one large item goes alone', async () => {
  const { writer, batches } = open(1000);
  for (const item of ['a', 'x'.repeat(60), 'b']) writer.offer(item);
  await writer.idle();
  expect(batches.map((batch) => batch.length)).toEqual([1, 1, 1]);
});

test('while the database is away everything stays in order and is tried again, with one report', async () => {
  const { writer, database, runtime, written, failures } = open();
  database.isAway = true;
  writer.offer('a');
  for (const item of ['b', 'c', 'd']) {
    await turn();
    writer.offer(item);
    runtime.advance(60_000);
  }
  await turn();
  expect(written).toEqual([]);
  expect(failures).toHaveLength(1);
  database.isAway = false;
  runtime.advance(60_000);
  await writer.idle();
  expect(written).toEqual(['a', 'b', 'c', 'd']);
});

test('what finds no room is refused, and there is room again when something was written', async () => {
  const { writer, database, runtime } = open(10);
  database.isAway = true;
  expect(writer.offer('12345')).toBe(true);
  expect(writer.offer('67890')).toBe(true);
  expect(writer.offer('!')).toBe(false);
  expect(writer.waiting).toBe(2);
  database.isAway = false;
  await turn();
  runtime.advance(60_000);
  await writer.idle();
  expect(writer.offer('!')).toBe(true);
});

test('what the database refuses is lost alone', async () => {
  const { writer, database, written, lost } = open();
  database.refuses.add('b');
  for (const item of ['a', 'b', 'c']) writer.offer(item);
  await writer.idle();
  expect(written).toEqual(['a', 'c']);
  expect(lost).toEqual(['b']);
});

test('at the end everything is tried once more, without waiting; what cannot be written is lost', async () => {
  const { writer, database, runtime, lost, written } = open();
  database.isAway = true;
  writer.offer('a');
  await turn();
  writer.offer('b');
  await writer[Symbol.asyncDispose]();
  expect(lost).toEqual(['a', 'b']);
  expect(written).toEqual([]);
  expect(writer.offer('c')).toBe(false);
  expect(runtime.pendingTimers()).toBe(0);
});
