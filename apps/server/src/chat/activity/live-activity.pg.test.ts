import { expect, test, vi } from 'vitest';
import { chatBed } from '../testing/chat-bed.ts';
import type { LastActivity } from './activity.ts';

test('a user is online while it is connected, and was seen when it left: at once, and from the database', async () => {
  await using bed = await chatBed();
  const { activity, users } = bed.chat;
  for (const id of ['ann', 'bob']) await bed.caller(id);
  const session = bed.connect('ann');
  const of = (...ids: string[]) => activity.of(bed.app, ids);
  const never = { userId: 'bob', isOnline: false, lastSeenAt: null };
  expect(await of('ann', 'bob', 'nobody', 'ann')).toEqual([
    { userId: 'ann', isOnline: true, lastSeenAt: null },
    never,
  ]);
  bed.runtime.advance(5000);
  const at = bed.runtime.clock.now();
  bed.core.sessions.end(session);
  const left = { userId: 'ann', isOnline: false, lastSeenAt: at };
  bed.runtime.advance(5000);
  expect(await of('bob', 'ann')).toEqual([never, left]);
  await bed.chat[Symbol.asyncDispose]();
  expect((await users.find(bed.app, 'ann'))?.lastSeenAt).toBe(at);
  expect(await of('ann')).toEqual([left]);
});

test('who leaves while the database is asked was seen just now, even if it answers from before', async () => {
  await using bed = await chatBed();
  const { activity } = bed.chat;
  await bed.caller('ann');
  const session = bed.connect('ann');
  bed.runtime.advance(60_000);
  const now = bed.runtime.clock.now();
  const { activity: store } = bed.core.store.chat;
  const read = store.lastSeen.bind(store);
  vi.spyOn(store, 'lastSeen').mockImplementationOnce(async (appId, ids) => {
    const early = await read(appId, ids);
    bed.core.sessions.end(session);
    // Until that she left is written, and with that no longer kept in memory.
    while ((await read(appId, ids)).get('ann') !== now);
    await read(appId, ids);
    return early;
  });
  const seen = { userId: 'ann', isOnline: false, lastSeenAt: now };
  expect(await activity.of(bed.app, ['ann'])).toEqual([seen]);
  expect(await activity.of(bed.app, ['ann'])).toEqual([seen]);
});

test('watchers hear of each coming and going in order, whatever one of them does', async () => {
  await using bed = await chatBed();
  const { activity } = bed.chat;
  const heard: LastActivity[] = [];
  const hear = (news: LastActivity): void => void heard.push(news);
  const failing = activity.watch(bed.app, 'ann', () => {
    throw new Error('a watcher failed');
  });
  const [one, two] = [activity.watch(bed.app, 'ann', hear), activity.watch(bed.app, 'ann', hear)];
  activity.watch(bed.app, 'bob', hear);
  const first = bed.connect('ann');
  const second = bed.connect('ann');
  bed.core.sessions.end(first);
  expect(heard).toEqual(new Array(2).fill({ userId: 'ann', isOnline: true, lastSeenAt: null }));
  expect(bed.failures).toHaveLength(1);
  failing[Symbol.dispose]();
  one[Symbol.dispose]();
  one[Symbol.dispose]();
  bed.core.sessions.end(second);
  expect(heard.slice(2)).toEqual([{ userId: 'ann', isOnline: false, lastSeenAt: bed.runtime.clock.now() }]);
  two[Symbol.dispose]();
  bed.connect('ann');
  expect(heard).toHaveLength(3);
});

test('who is still connected when the server goes down was seen then', async () => {
  await using bed = await chatBed();
  await bed.caller('ann');
  bed.connect('ann');
  bed.runtime.advance(5000);
  await bed.chat[Symbol.asyncDispose]();
  const seen = await bed.core.store.chat.activity.lastSeen(bed.app.id, ['ann']);
  expect(seen.get('ann')).toBe(bed.runtime.clock.now());
  expect(bed.failures).toEqual([]);
});

test('a user who is deleted is not told of, online or not', async () => {
  await using bed = await chatBed();
  const { activity, users } = bed.chat;
  const ann = await bed.caller('ann');
  const session = bed.connect('ann');
  await users.delete(ann);
  expect(session.ended).toBe(true);
  expect(await activity.of(bed.app, ['ann'])).toEqual([]);
  expect(activity.online(bed.app, { offset: 0, limit: 9 })).toEqual({ count: 0, userIds: [] });
});
