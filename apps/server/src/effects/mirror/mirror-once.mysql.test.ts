import { expect, test } from 'vitest';
import { mirrorGround } from './testing/mirror-ground.ts';
import { type Death, mortalStore } from './testing/mortal-store.ts';
import { until } from './testing/until.ts';

const DEATHS: readonly Death[] = [
  { at: 'pending', moment: 'after' },
  { at: 'setMirrorBatch', moment: 'before' },
  { at: 'setMirrorBatch', moment: 'after' },
  { at: 'remove', moment: 'before' },
  { at: 'remove', moment: 'after' },
];

test.each(DEATHS)('every row is there once though the process is killed $moment $at', async (death) => {
  await using ground = await mirrorGround();
  const first = await ground.open();
  await first.put('acme', { settings: ground.settings({ batchRows: 2, everyMs: 60_000 }) });
  await ground.say(first, '1');
  await first[Symbol.asyncDispose]();

  const doomed = await ground.open(mortalStore(ground.store, death));
  await ground.say(doomed, '2');
  await ground.say(doomed, '3');
  await expect(doomed.sync('acme')).rejects.toThrow();

  const next = await ground.open();
  await ground.say(next, '4');
  await next.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2', '3', '4']);
});

test.each(['before', 'after'] as const)(
  'every row is there once though the line breaks in the middle of a commit, %s the server hears of it',
  async (when) => {
    await using ground = await mirrorGround();
    const mirrors = await ground.open();
    await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
    for (const message of ['1', '2', '3']) await ground.say(mirrors, message);
    ground.link.breakCommit(when);
    await expect(mirrors.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
    await ground.say(mirrors, '4');
    await mirrors.sync('acme');
    expect(await ground.messages()).toEqual(['1', '2', '3', '4']);
    expect(ground.stats.of('acme').mirrorBatches).toBe(2);
  },
);

test('a batch whose commit was broken and whose process then died is known to the next one', async () => {
  await using ground = await mirrorGround();
  const first = await ground.open();
  await first.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(first, '1');
  ground.link.breakCommit('after');
  await expect(first.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  ground.link.cut();
  await first[Symbol.asyncDispose]();
  expect(await ground.store.effects.count('acme', 'mirror')).toMatchObject({ pending: 1 });
  ground.link.mend();
  const next = await ground.open();
  await next.sync('acme');
  expect(await ground.messages()).toEqual(['1']);
});

test('settings changed while the outcome of a batch is unknown write nothing twice', async () => {
  await using ground = await mirrorGround();
  const mirrors = await ground.open();
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(mirrors, '1');
  ground.link.breakCommit('after');
  await expect(mirrors.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  await mirrors.put('acme', { settings: ground.settings({ batchRows: 1 }) });
  await ground.say(mirrors, '2');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2']);
});

test('a graceful stop writes what waits', async () => {
  await using ground = await mirrorGround();
  const mirrors = await ground.open();
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(mirrors, 'last words');
  await mirrors[Symbol.asyncDispose]();
  expect(await ground.messages()).toEqual(['last words']);
});

test('two servers that call their app the same and share a database know each its own batches', async () => {
  await using ground = await mirrorGround();
  await using twin = await mirrorGround();
  const [ours, theirs] = [await ground.open(), await twin.open()];
  await ours.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await theirs.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(ours, 'ours');
  ground.link.breakCommit('after');
  await expect(ours.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  await twin.say(theirs, 'theirs');
  await theirs.sync('acme');
  await ours.sync('acme');
  expect(await ground.messages()).toEqual(['ours', 'theirs']);
});

test('rows left by an earlier run are written without anybody asking', async () => {
  await using ground = await mirrorGround();
  const first = await ground.open();
  await first.put('acme', { settings: ground.settings({ everyMs: 0 }) });
  ground.link.cut();
  await ground.say(first, 'left');
  await first[Symbol.asyncDispose]();
  ground.link.mend();
  const next = await ground.open();
  await until(async () => (await next.status('acme')).waiting === 0);
  expect(await ground.messages()).toEqual(['left']);
});
