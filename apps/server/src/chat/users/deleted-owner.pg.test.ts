import { expect, test, vi } from 'vitest';
import type { Delivery } from '../../core/hub/delivery.ts';
import type { Role } from '../conversations/conversation.ts';
import { fromKept } from '../conversations/kept-conversation.ts';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';

/** A group that ann owns. */
async function groupOf(bed: ChatBed, participants: readonly string[]): Promise<string> {
  const { view } = await bed.chat.conversations.create(await bed.caller('ann'), {
    ...{ kind: 'group', name: 'g', participants },
  });
  return view.conversation.id;
}

async function rolesIn(bed: ChatBed, id: string): Promise<Record<string, Role>> {
  const known = await bed.chat.conversations.find(bed.app, id);
  const [kept] = await bed.core.store.chat.conversations.load(bed.app.id, [id]);
  expect(kept && fromKept(kept)).toEqual(known);
  const members = [...(known?.members.values() ?? [])];
  const owners = members.filter(({ role }) => role === 'owner');
  expect(owners.map(({ userId }) => userId)).toEqual([known?.conversation.ownerId]);
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

function remove(bed: ChatBed, userId: string): Promise<void> {
  return bed.chat.users.delete({ app: bed.app, userId, sessionId: null });
}

test('the groups of a user who is deleted go to the oldest admin who is there, or else the oldest member', async () => {
  await using bed = await chatBed();
  const { conversations } = bed.chat;
  for (const user of ['bob', 'cyd', 'dan', 'eve']) await bed.caller(user);
  const ann = await bed.caller('ann');
  const withAdmins = await groupOf(bed, ['bob', 'cyd', 'dan']);
  await conversations.update(ann, withAdmins, { makeAdmin: ['cyd', 'dan'] });
  const withMembers = await groupOf(bed, ['eve']);
  bed.runtime.advance(1);
  await conversations.update(ann, withMembers, { add: ['bob'] });
  const alone = await groupOf(bed, ['bob']);
  await conversations.update(ann, alone, { remove: ['bob'] });
  await conversations.create(ann, { kind: 'private', participants: ['bob'] });
  const told: string[] = [];
  bed.core.hub.watch(({ event }: Delivery) => {
    if (event.kind !== 'presence' && event.name === 'conversation_updated') {
      told.push(`${event.channel} ${event.body?.text}`);
    }
  });

  await remove(bed, 'ann');
  expect(await rolesIn(bed, withAdmins)).toEqual({
    ann: 'member',
    bob: 'member',
    cyd: 'owner',
    dan: 'admin',
  });
  expect(await rolesIn(bed, withMembers)).toEqual({ ann: 'member', bob: 'member', eve: 'owner' });
  expect(await rolesIn(bed, alone)).toEqual({ ann: 'owner' });
  expect(told.filter((text) => text.includes(withAdmins)).map((text) => text.split(' ')[0])).toEqual(
    expect.arrayContaining(['user:bob', 'user:cyd', 'user:dan']),
  );
  expect(told).toHaveLength(7);
  for (const text of told) expect(text).toMatch(/"ownerId":"(cyd|eve)".*"by":"ann"/);

  // The new owner has all that an owner has.
  await conversations.update(await bed.caller('cyd'), withAdmins, { makeAdmin: ['bob'], remove: ['ann'] });
  expect(await rolesIn(bed, withAdmins)).toEqual({ bob: 'admin', cyd: 'owner', dan: 'admin' });
  expect(bed.failures).toEqual([]);
});

test.each(['is deleted', 'leaves', 'removes itself'])(
  'nobody who was deleted inherits a group whose owner %s',
  async (how) => {
    await using bed = await chatBed();
    const { conversations } = bed.chat;
    const ann = await bed.caller('ann');
    for (const user of ['bob', 'cyd']) await bed.caller(user);
    const id = await groupOf(bed, ['bob']);
    bed.runtime.advance(1);
    await conversations.update(ann, id, { add: ['cyd'], makeAdmin: ['bob'] });
    await remove(bed, 'bob');
    await expect(conversations.setOwner(ann, id, 'bob')).rejects.toMatchObject({ reason: 'user_not_found' });
    if (how === 'is deleted') await remove(bed, 'ann');
    else if (how === 'leaves') await conversations.leave(ann, id);
    else await conversations.update(ann, id, { remove: ['ann'] });
    expect(await rolesIn(bed, id)).toMatchObject({ cyd: 'owner' });
    expect(bed.failures).toEqual([]);
  },
);

test('a group that cannot be handed over keeps neither the others nor the deletion, and is handed over after it', async () => {
  await using bed = await chatBed();
  await bed.caller('ann');
  await bed.caller('bob');
  const ids = [await groupOf(bed, ['bob']), await groupOf(bed, ['bob'])];
  const store = bed.core.store.chat.conversations;
  const broken = new Error('no');
  vi.spyOn(store, 'alter').mockRejectedValueOnce(broken);
  await remove(bed, 'ann');
  expect(await bed.chat.users.find(bed.app, 'ann')).toBeNull();
  for (const id of ids) expect(await rolesIn(bed, id)).toEqual({ ann: 'member', bob: 'owner' });
  expect(bed.failures).toEqual([broken]);
});

test('two owners who are deleted at once leave no group to one that is gone', async () => {
  await using bed = await chatBed();
  for (let round = 0; round < 5; round += 1) {
    for (const user of ['ann', 'bob', 'cyd']) await bed.caller(user);
    const id = await groupOf(bed, ['bob', 'cyd']);
    await bed.chat.conversations.update(await bed.caller('ann'), id, { makeAdmin: ['bob'] });
    await Promise.all([remove(bed, 'ann'), remove(bed, 'bob')]);
    expect(await rolesIn(bed, id)).toMatchObject({ cyd: 'owner' });
  }
  expect(bed.failures).toEqual([]);
});
