import { expect, test } from 'vitest';
import { planChange } from './change-plan.ts';
import type { Member, Role } from './conversation.ts';
import type { ConversationChange } from './conversations.ts';
import type { KnownConversation } from './kept-conversation.ts';

/** A group that belongs to the first of these. */
function group(...roles: Array<[userId: string, role: Role, joinedAt?: number]>): KnownConversation {
  const members = roles.map(([userId, role, joinedAt = 1]): Member => ({ userId, role, joinedAt }));
  return {
    conversation: {
      ...{ id: '1'.repeat(24), kind: 'group', name: 'Name', description: 'About', image: null },
      ...{ ownerId: roles[0]?.[0] ?? '', opponentId: null, createdAt: 1, updatedAt: 1 },
    },
    members: new Map(members.map((member) => [member.userId, member])),
  };
}

const TEAM = group(['own', 'owner'], ['adm', 'admin'], ['mem', 'member']);

function pair(): KnownConversation {
  const { conversation, members } = group(['ann', 'owner'], ['bob', 'member']);
  return { conversation: { ...conversation, kind: 'private', opponentId: 'bob' }, members };
}

function plan(
  before: KnownConversation,
  callerId: string,
  change: ConversationChange,
  existing: readonly string[] = [],
) {
  return planChange(before, change, { callerId, existing: new Set(existing), now: 9, mostMembers: 4 });
}

function reasonOf(before: KnownConversation, callerId: string, change: ConversationChange): unknown {
  try {
    plan(before, callerId, change, change.add);
  } catch (error) {
    return error;
  }
  return null;
}

test.each<[who: string, change: ConversationChange, reason: string]>([
  ['nobody', { name: 'x' }, 'not_member'],
  ['nobody', { remove: ['nobody'] }, 'not_member'],
  ['mem', { name: 'x' }, 'not_admin'],
  ['mem', { add: ['new'] }, 'not_admin'],
  ['mem', { remove: ['adm'] }, 'not_admin'],
  ['mem', { remove: ['mem', 'adm'] }, 'not_admin'],
  ['mem', { remove: ['mem'], name: 'x' }, 'not_admin'],
  ['mem', { makeAdmin: ['mem'] }, 'not_owner'],
  ['adm', { makeAdmin: ['mem'] }, 'not_owner'],
  ['adm', { makeMember: ['adm'] }, 'not_owner'],
  ['adm', { remove: ['own'] }, 'not_owner'],
  ['own', { add: ['a', 'b'] }, 'too_many_participants'],
])('in a group %s may not do %j: %s', (who, change, reason) => {
  expect(reasonOf(TEAM, who, change)).toMatchObject({ reason });
});

test('of a private conversation either changes how it looks, and none who is in it', () => {
  expect(plan(pair(), 'bob', { name: 'Us', add: [], remove: [] }).after.conversation.name).toBe('Us');
  for (const change of [
    { add: ['x'] },
    { remove: ['bob'] },
    { makeAdmin: ['bob'] },
    { makeMember: ['ann'] },
  ]) {
    expect(reasonOf(pair(), 'ann', change)).toMatchObject({ reason: 'not_group' });
  }
});

test('who is unknown, in it already or removed at once is not added; who is not in it is not removed', () => {
  const { added, removed, after, isNoticeable } = plan(
    TEAM,
    'adm',
    { add: ['new', 'new', 'own', 'ghost', 'mem'], remove: ['mem', 'mem', 'other'] },
    ['new', 'own', 'mem'],
  );
  expect(added).toEqual([{ userId: 'new', role: 'member', joinedAt: 9 }]);
  expect(removed).toEqual(['mem']);
  expect([...after.members.keys()]).toEqual(['own', 'adm', 'new']);
  expect(isNoticeable).toBe(false);
  expect(after.conversation.updatedAt).toBe(9);
});

test('a group that has become too large for its app loses members, and gains none', () => {
  const large = group(['own', 'owner'], ['a', 'member'], ['b', 'member'], ['c', 'member'], ['d', 'member']);
  expect(plan(large, 'own', { remove: ['a'] }).removed).toEqual(['a']);
  expect(reasonOf(large, 'own', { remove: ['a'], add: ['e'] })).toMatchObject({
    reason: 'too_many_participants',
  });
});

test('what is set to what it is already is no change', () => {
  const same = plan(TEAM, 'own', {
    name: 'Name',
    description: 'About',
    image: null,
    makeMember: ['mem', 'own'],
  });
  expect(same).toMatchObject({ isChange: false, isNoticeable: false, hasNewImage: false });
  expect(same.after).toEqual(TEAM);
  expect(plan(TEAM, 'mem', {})).toMatchObject({ isChange: false });
});

test('null removes, and a picture is kept as JSON', () => {
  const image = { fileId: 'f', fileName: 'a.png' };
  const { fields, after, hasNewImage } = plan(TEAM, 'own', { description: null, image });
  expect(fields).toEqual({ description: null, image: JSON.stringify(image), ownerId: 'own', updatedAt: 9 });
  expect(after.conversation).toMatchObject({ name: 'Name', description: null, image });
  expect(hasNewImage).toBe(true);
});

test('roles are given by the owner; its own place it cannot lose that way', () => {
  const { after, roles, isNoticeable } = plan(TEAM, 'own', {
    makeAdmin: ['mem', 'own', 'ghost'],
    makeMember: ['adm', 'own'],
  });
  expect(roles.map(({ userId, role }) => [userId, role])).toEqual([
    ['adm', 'member'],
    ['mem', 'admin'],
  ]);
  expect(after.members.get('own')?.role).toBe('owner');
  expect(isNoticeable).toBe(true);
});

test('an owner who removes itself is followed by the oldest admin, or else by the oldest member', () => {
  const leave = { remove: ['own'] };
  const withAdmins = group(['own', 'owner'], ['a', 'member', 1], ['c', 'admin', 5], ['b', 'admin', 5]);
  expect(plan(withAdmins, 'own', leave).after.conversation.ownerId).toBe('b');
  const plain = group(['own', 'owner'], ['late', 'member', 7], ['early', 'member', 3]);
  const { after, roles, fields } = plan(plain, 'own', leave);
  expect(fields.ownerId).toBe('early');
  expect(roles).toMatchObject([{ userId: 'early', role: 'owner' }]);
  expect(after.members.get('early')?.role).toBe('owner');
  expect(plan(group(['own', 'owner']), 'own', leave).after.members.size).toBe(0);
});

test('anybody may remove itself', () => {
  expect(plan(TEAM, 'mem', { remove: ['mem'], add: [] }).removed).toEqual(['mem']);
});
