import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../store-log.ts';
import { clusterHome } from './cluster-home.ts';
import { canReach } from './system-user.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-home-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'data'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stranger = { uid: 64_001, gid: 64_001 };

test('an ordinary user’s database lies in the data folder, closed to others', async () => {
  const home = await clusterHome(join(folder, 'data'), null, silentLog);
  expect(home).toBe(join(folder, 'data', 'postgres'));
  expect((await stat(home)).mode & 0o777).toBe(0o700);
});

test('a folder is within a user’s reach if every folder on the way lets it through', async () => {
  expect(await canReach(join(folder, 'data'), stranger)).toBe(true);
  await chmod(folder, 0o700);
  expect(await canReach(join(folder, 'data'), stranger)).toBe(false);
  const { uid, gid } = await stat(folder);
  expect(await canReach(folder, { uid, gid })).toBe(true);
});

test.runIf(process.getuid?.() === 0)(
  'a data folder of root’s own lets PostgreSQL’s group pass, and nobody else',
  async () => {
    await chmod(join(folder, 'data'), 0o700);
    const home = await clusterHome(join(folder, 'data'), stranger, silentLog, join(folder, 'system'));
    expect(home).toBe(join(folder, 'data', 'postgres'));
    expect(await canReach(home, stranger)).toBe(true);
    const { mode, uid, gid } = await stat(join(folder, 'data'));
    expect({ mode: mode & 0o777, uid, gid }).toEqual({ mode: 0o710, uid: 0, gid: stranger.gid });
  },
);

test.runIf(process.getuid?.() === 0)(
  'a data folder that PostgreSQL’s user cannot get to keeps a note of where the database is, also when it is moved',
  async () => {
    const system = join(folder, 'system');
    await chmod(folder, 0o700);
    const home = await clusterHome(join(folder, 'data'), stranger, silentLog, system);
    expect(home.startsWith(`${system}/`)).toBe(true);
    expect(await readFile(join(folder, 'data', 'postgres-folder'), 'utf8')).toBe(`${home}\n`);
    expect((await stat(home)).uid).toBe(stranger.uid);
    await rename(join(folder, 'data'), join(folder, 'moved'));
    expect(await clusterHome(join(folder, 'moved'), stranger, silentLog, system)).toBe(home);
  },
);
