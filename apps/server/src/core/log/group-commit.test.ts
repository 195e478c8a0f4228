import { expect, test } from 'vitest';
import { GroupCommit } from './group-commit.ts';

function commitUnderControl(limits: { maxBatch?: number; maxQueuedBytes?: number } = {}) {
  const batches: Array<{ entries: string[]; land(): void; fail(error: Error): void }> = [];
  const commit = new GroupCommit<string, string>({
    write: (entries) =>
      new Promise((resolve, reject) => {
        batches.push({
          entries: [...entries],
          land: () => resolve(entries.map((entry) => entry.toUpperCase())),
          fail: reject,
        });
      }),
    sizeOf: (entry) => entry.length,
    maxBatch: limits.maxBatch ?? 100,
    maxBatchBytes: 1000,
    maxQueuedBytes: limits.maxQueuedBytes ?? 1000,
  });
  const append = (entry: string) => commit.append(entry, (outcome) => outcome);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { commit, append, batches, turn };
}

test('one batch is in flight while the next one gathers', async () => {
  const { append, batches, turn } = commitUnderControl();
  const first = append('a');
  await turn();
  const second = append('b');
  const third = append('c');
  await turn();
  expect(batches.map((batch) => batch.entries)).toEqual([['a']]);
  batches[0]?.land();
  expect(await first).toBe('A');
  await turn();
  expect(batches[1]?.entries).toEqual(['b', 'c']);
  batches[1]?.land();
  expect(await Promise.all([second, third])).toEqual(['B', 'C']);
});

test('a batch that fails rejects exactly its own entries', async () => {
  const { append, batches, turn } = commitUnderControl({ maxBatch: 2 });
  const results = Promise.allSettled(['a', 'b', 'c', 'd'].map(append));
  await turn();
  batches[0]?.land();
  await turn();
  batches[1]?.fail(new Error('disk full'));
  expect((await results).map((result) => result.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
});

test('an observer that throws fails only its own entry', async () => {
  const { commit, append, batches, turn } = commitUnderControl();
  const bad = commit.append('a', () => {
    throw new Error('observer');
  });
  const good = append('b');
  const settled = Promise.allSettled([bad, good]);
  await turn();
  batches[0]?.land();
  expect((await settled).map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
});

test('a full queue refuses with a retry hint instead of growing without bound', async () => {
  const { append, batches, turn } = commitUnderControl({ maxQueuedBytes: 4 });
  const first = append('aa');
  await turn();
  const waiting = append('bbb');
  await expect(append('cc')).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 1000 });
  batches[0]?.land();
  await first;
  await turn();
  batches[1]?.land();
  expect(await waiting).toBe('BBB');
});

test('idle resolves after everything queued has landed', async () => {
  const { commit, append, batches, turn } = commitUnderControl();
  let idle = false;
  void append('a');
  const done = commit.idle().then(() => {
    idle = true;
  });
  await turn();
  expect(idle).toBe(false);
  batches[0]?.land();
  await done;
  expect(idle).toBe(true);
});
