import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { SystemUser } from './run-program.ts';
import { foundOrMade } from './system-user.ts';

test('of many servers that start at once one makes the user, and all get that one', async () => {
  await using folder = await temporaryFolder('user');
  let known: SystemUser | null = null;
  let made = 0;
  const order = {
    turnFolder: join(folder.path, 'turn'),
    find: async () => known,
    // As `useradd` does: whoever comes second replaces the user of the first.
    async make() {
      await new Promise((resolve) => setImmediate(resolve));
      made += 1;
      known = { uid: 1000 + made, gid: 1000 + made };
    },
  };
  const users = await Promise.all(Array.from({ length: 10 }, () => foundOrMade(order)));
  expect(made).toBe(1);
  expect(users).toEqual(new Array(10).fill({ uid: 1001, gid: 1001 }));
});

test('where no user can be made there is none, and the turn passes on', async () => {
  await using folder = await temporaryFolder('user');
  const order = { turnFolder: folder.path, find: async () => null, make: async () => 'refused' };
  expect(await foundOrMade(order)).toBeNull();
  expect(await foundOrMade(order)).toBeNull();
});
