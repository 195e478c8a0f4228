import { expect, test } from 'vitest';
import { chatBed } from '../testing/chat-bed.ts';
import { MOST_BLOCKED } from './blocks.ts';

test('a block is between both of the two, from when it is made until the one who made it lifts it', async () => {
  await using bed = await chatBed();
  const { blocks } = bed.chat;
  const [ann, bob] = [await bed.caller('ann'), await bed.caller('bob')];
  await bed.caller('cyd');
  const between = async (one: string, other: string) => [
    await blocks.between(bed.app, one, other),
    await blocks.between(bed.app, other, one),
  ];
  expect(await between('ann', 'bob')).toEqual([false, false]);
  await blocks.block(ann, ['bob']);
  expect(await between('ann', 'bob')).toEqual([true, true]);
  expect(await between('ann', 'cyd')).toEqual([false, false]);
  await blocks.unblock(bob, ['ann']);
  expect(await between('ann', 'bob')).toEqual([true, true]);
  await blocks.unblock(ann, ['bob']);
  expect(await between('ann', 'bob')).toEqual([false, false]);
});

test('whoever asks after a change has been made is told what it made, however many change at once', async () => {
  await using bed = await chatBed();
  const { blocks } = bed.chat;
  const names = ['a', 'b', 'c', 'd'];
  const callers = await Promise.all(names.map((name) => bed.caller(name)));
  const { chance } = bed.runtime;
  for (let turn = 0; turn < 20; turn += 1) {
    // Each changes its own blocks, all at once, while others ask.
    const changes = callers.flatMap((caller) => {
      const other = names[Math.floor(chance.float() * names.length)] ?? 'a';
      if (other === caller.userId) return [];
      const isBlock = chance.float() < 0.5;
      const asked = blocks.between(bed.app, other, caller.userId);
      const work = isBlock ? blocks.block(caller, [other]) : blocks.unblock(caller, [other]);
      return [
        asked,
        work.then(async () => expect((await blocks.list(caller)).includes(other)).toBe(isBlock)),
      ];
    });
    await Promise.all(changes);
  }
  for (const caller of callers) {
    const stored = await bed.core.store.chat.blocks.listOf(bed.app.id, caller.userId);
    expect(await blocks.list(caller)).toEqual(stored);
  }
});

test('a user blocks so many others and no more, also by requests at once', async () => {
  await using bed = await chatBed();
  const ann = await bed.caller('ann');
  for (const id of ['bob', 'cyd', 'dan']) await bed.caller(id);
  const many = Array.from({ length: MOST_BLOCKED - 2 }, (_, nr) => `user-${nr}`);
  await bed.core.store.chat.blocks.add(bed.app.id, 'ann', many, 1);
  const { blocks } = bed.chat;
  const refused = { reason: 'too_many_blocks' };
  await expect(blocks.block(ann, ['bob', 'cyd', 'dan'])).rejects.toMatchObject(refused);
  const both = ['bob', 'cyd', 'dan'].map((id) => blocks.block(ann, [id]));
  const results = await Promise.allSettled(both);
  expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: refused }]);
  expect(await blocks.list(ann)).toHaveLength(MOST_BLOCKED);
  await expect(blocks.unblock(ann, many)).rejects.toMatchObject(refused);
});

test('with a user who is deleted its blocks go, and those of it', async () => {
  await using bed = await chatBed();
  const { blocks, users } = bed.chat;
  const [ann, bob] = [await bed.caller('ann'), await bed.caller('bob')];
  await bed.caller('cyd');
  await blocks.block(ann, ['bob']);
  await blocks.block(bob, ['cyd']);
  expect(await blocks.between(bed.app, 'bob', 'cyd')).toBe(true);
  await users.delete(bob);
  await bed.caller('bob');
  expect(await blocks.between(bed.app, 'ann', 'bob')).toBe(false);
  expect(await blocks.between(bed.app, 'bob', 'cyd')).toBe(false);
  expect(await blocks.list(ann)).toEqual([]);
});
