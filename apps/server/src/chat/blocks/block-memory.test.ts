import { expect, test } from 'vitest';
import { LiveApp } from '../../core/apps/live-app.ts';
import { BlockMemory, type BlockMemoryBounds } from './block-memory.ts';

const newApp = (id = 'a') => new LiveApp({ id, name: id, createdAt: 0, settings: '{}' });

function open(bounds?: BlockMemoryBounds) {
  const stored = new Map<string, string[]>();
  const read: string[] = [];
  const held: Array<() => void> = [];
  let isHeld = false;
  const store = {
    listOf: async (appId: string, userId: string) => {
      read.push(userId);
      const answer = [...(stored.get(`${appId}/${userId}`) ?? [])];
      if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    },
    add: async () => {},
    remove: async () => {},
  };
  return {
    memory: new BlockMemory(store, bounds),
    stored,
    read,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      for (const go of held.splice(0)) go();
    },
  };
}

test('the database is asked once for each user, however many ask at once', async () => {
  const { memory, stored, read } = open();
  const app = newApp();
  stored.set('a/ann', ['x', 'y']);
  const answers = await Promise.all([1, 2, 3].map(() => memory.of(app, 'ann')));
  expect(answers.map((ids) => [...ids])).toEqual([
    ['x', 'y'],
    ['x', 'y'],
    ['x', 'y'],
  ]);
  await memory.of(app, 'ann');
  expect(read).toEqual(['ann']);
});

test('what was being read while it changed is not kept', async () => {
  const { memory, stored, hold, release } = open();
  const app = newApp();
  hold();
  const early = memory.of(app, 'ann');
  stored.set('a/ann', ['x']);
  memory.forget(app, 'ann');
  release();
  expect([...(await early)]).toEqual([]);
  expect([...(await memory.of(app, 'ann'))]).toEqual(['x']);
});

test('a read that fails is told to who asked, and tried again for the next one', async () => {
  const app = newApp();
  let isAway = true;
  const memory = new BlockMemory({
    listOf: async () => {
      if (isAway) throw new Error('away');
      return ['x'];
    },
    add: async () => {},
    remove: async () => {},
  });
  await expect(memory.of(app, 'ann')).rejects.toThrow('away');
  isAway = false;
  expect([...(await memory.of(app, 'ann'))]).toEqual(['x']);
});

test('of too many users those are forgotten that nobody asked about longest', async () => {
  const { memory, read } = open({ users: 2, ids: 100 });
  const app = newApp();
  for (const user of ['a', 'b', 'a', 'c', 'a', 'b']) await memory.of(app, user);
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

test('few users who block many are too many as well', async () => {
  const { memory, stored, read } = open({ users: 10, ids: 5 });
  const app = newApp();
  for (const user of ['a', 'b', 'c']) stored.set(`a/${user}`, ['1', '2']);
  for (const user of ['a', 'b', 'c', 'c', 'b', 'a']) await memory.of(app, user);
  expect(read).toEqual(['a', 'b', 'c', 'a']);
  memory.forget(app, 'a');
  memory.forget(app, 'a');
  // What is forgotten no longer counts.
  for (const user of ['c', 'a', 'c', 'a']) await memory.of(app, user);
  expect(read).toEqual(['a', 'b', 'c', 'a', 'c', 'a']);
});

test('a user who is deleted is forgotten in the blocks of all, and of its own app only', async () => {
  const { memory, stored, read } = open();
  const [app, other] = [newApp(), newApp('b')];
  stored.set('a/ann', ['bob']);
  stored.set('a/cat', ['dan']);
  for (const user of ['ann', 'bob', 'cat']) await memory.of(app, user);
  await memory.of(other, 'bob');
  memory.forgetEverywhere(app, 'bob');
  read.length = 0;
  for (const user of ['ann', 'bob', 'cat']) await memory.of(app, user);
  await memory.of(other, 'bob');
  expect(read).toEqual(['ann', 'bob']);
});

test('an app that was deleted and made again knows nothing of the blocks of the first', async () => {
  const { memory, stored } = open();
  stored.set('a/ann', ['bob']);
  await memory.of(newApp(), 'ann');
  stored.clear();
  expect([...(await memory.of(newApp(), 'ann'))]).toEqual([]);
});
