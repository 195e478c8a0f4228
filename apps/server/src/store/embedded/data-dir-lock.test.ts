import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemChance } from '../../runtime/chance.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { ownIdentity } from './process-identity.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const lock = () => lockDataDir(folder, systemChance);
const leave = (text: string) => writeFile(join(folder, 'server.lock'), text);

test('one process holds a folder until it lets go, and leaves nothing behind', async () => {
  const held = await lock();
  await expect(lock()).rejects.toMatchObject({ code: 'conflict' });
  await held[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
  await (await lock())[Symbol.asyncDispose]();
});

test('of many that try at once exactly one gets it, also when a stale lock is in the way', async () => {
  const stale = '{"pid":2147483646,"startedAt":"long ago"}\n';
  for (const before of [null, ...new Array<string>(20).fill(stale)]) {
    if (before !== null) await leave(before);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, lock));
    const won = tries.filter((attempt) => attempt.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
  }
});

test('a lock of a process that is gone, or whose number was given to another, holds nobody off', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const pid = child.pid;
  await once(child, 'exit');
  const { startedAt } = await ownIdentity();
  const stale = [
    JSON.stringify({ pid, startedAt: null }),
    JSON.stringify({ pid: process.pid, startedAt: 'another boot:1' }),
    JSON.stringify({ pid: 2_147_483_646, startedAt }),
    '',
    'not a lock',
    '{"pid":"x"}',
    'null',
  ];
  for (const text of stale) {
    await leave(text);
    await using _held = await lock();
    expect(await readFile(join(folder, 'server.lock'), 'utf8')).toContain(`"pid":${process.pid}`);
  }
});

test('a live process is respected even where its start is not known', async () => {
  await leave(JSON.stringify({ pid: process.ppid, startedAt: null }));
  await expect(lock()).rejects.toThrow(`process ${process.ppid}`);
});

test('letting go does not remove a lock that is somebody else’s by now', async () => {
  const held = await lock();
  await leave('{"pid":1,"startedAt":"x"}');
  await held[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual(['server.lock']);
});
