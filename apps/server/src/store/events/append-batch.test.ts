import { expect, test } from 'vitest';
import type { AppendEntry } from '../../core/store/event-store.ts';
import { SqlError } from '../sql/sql-error.ts';
import { publish, statusesOf } from '../testing/entries.ts';
import { appendBatch } from './append-batch.ts';
import type { BatchWriter } from './batch-writer.ts';

/** Stores everything but what `judge` objects to; an objection rejects the whole write, as a transaction does. */
function writer(judge: (batch: readonly AppendEntry[], nr: number) => SqlError | null) {
  const writes: number[] = [];
  let offset = 0;
  const fake: BatchWriter = {
    async write(batch) {
      const objection = judge(batch, writes.push(batch.length));
      if (objection) throw objection;
      return batch.map(() => ({ status: 'stored', position: { epoch: 'e', offset: ++offset } }));
    },
  };
  return { fake, writes };
}

const content = (): SqlError => new SqlError('content', new Error('refused'));
const lost = (): SqlError => new SqlError('unreachable', new Error('gone'));

test('a good batch is one write', async () => {
  const { fake, writes } = writer(() => null);
  await appendBatch(
    fake,
    Array.from({ length: 500 }, () => publish()),
  );
  expect(writes).toEqual([500]);
});

test('one refused entry among 500 costs some twenty writes, and only itself', async () => {
  const batch = Array.from({ length: 500 }, (_, nr) => publish({ name: nr === 321 ? 'bad' : 'good' }));
  const { fake, writes } = writer((part) => (part.some(({ name }) => name === 'bad') ? content() : null));
  const outcomes = await appendBatch(fake, batch);
  expect(outcomes.flatMap(({ status }, nr) => (status === 'failed' ? [nr] : []))).toEqual([321]);
  expect(outcomes.filter(({ status }) => status === 'stored')).toHaveLength(499);
  expect(writes.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(500)) + 1);
});

test('a batch of which nothing was written rejects as a whole', async () => {
  await expect(appendBatch(writer(lost).fake, [publish(), publish()])).rejects.toMatchObject({
    fault: 'unreachable',
  });
  const { fake } = writer((_, nr) => (nr === 1 ? content() : lost()));
  await expect(appendBatch(fake, [publish(), publish()])).rejects.toMatchObject({ fault: 'unreachable' });
});

test('when the database goes away after a part was committed, only the rest fails, as unavailable', async () => {
  const { fake } = writer((_, nr) => (nr === 1 ? content() : nr === 2 ? null : lost()));
  const outcomes = await appendBatch(fake, [publish(), publish(), publish(), publish()]);
  expect(statusesOf(outcomes)).toEqual(['stored', 'stored', 'failed', 'failed']);
  expect(outcomes[3]).toMatchObject({ cause: { code: 'unavailable' } });
});
