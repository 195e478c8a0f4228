import { expect, test } from 'vitest';
import type { Position } from '../../core/event/position.ts';
import type {
  ConversationRecord,
  ConversationStore,
  MemberRecord,
} from '../../core/store/chat/conversation-store.ts';
import type { Store } from '../../core/store/store.ts';
import { countingFrom, positionOf, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

/** Conversations and their members. */
export function chatConversationsCases(habitat: StoreHabitat): void {
  test('a conversation comes back as it was made, whatever its texts hold, and to its own app only', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    const odd = conversation(1, { name: 'a\0b', description: 'half \ud83d', image: '{"fileId":"x\\u0000"}' });
    const members = [member('ann', { role: 'owner', joinedAt: 7 }), member('Ann'), member('ann ')];
    expect(await conversations.create(odd, members)).toBe(true);
    const [kept] = await conversations.load('acme', [odd.id, id(2)]);
    expect(kept?.conversation).toEqual(odd);
    expect(byUser(kept?.members)).toEqual(byUser(members));
    expect(await conversations.load('ACME', [odd.id])).toEqual([]);
    expect(await conversations.load('acme', [])).toEqual([]);
  });

  test('a pair has one conversation, however many are begun at once and by whichever node', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const begun = await Promise.all(
      countingFrom(1, 8).map((nr) => {
        const { conversations } = (nr % 2 === 0 ? bed.store : other).chat;
        return conversations.create(conversation(nr, { kind: 'private', pairKey: 'pair' }), [member('ann')]);
      }),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
    const { conversations } = bed.store.chat;
    expect(await conversations.findPair('acme', 'pair')).toBe(id(begun.indexOf(true) + 1));
    expect(await conversations.findPair('ACME', 'pair')).toBeNull();
    expect(
      await conversations.create(conversation(20, { appId: 'ACME', kind: 'private', pairKey: 'pair' }), []),
    ).toBe(true);
    // Groups have no pair, and are as many as one likes.
    for (const nr of [21, 22]) expect(await conversations.create(conversation(nr), [])).toBe(true);
  });

  test('an alteration is made whole: fields, roles, who goes, and who comes with where it begins to read', async () => {
    await using bed = await storeBed(habitat);
    const { conversations, reads } = bed.store.chat;
    await conversations.create(conversation(1), [member('ann', { role: 'owner' }), member('bob')]);
    const start: Position = { epoch: 'e', offset: 5 };
    await conversations.alter('acme', id(1), {
      fields: { name: 'New', image: null, ownerId: 'bob', updatedAt: 50 },
      roles: [{ userId: 'bob', role: 'owner' }],
      remove: ['ann', 'nobody'],
      add: [
        { ...member('cid'), start },
        { ...member('dan', { role: 'admin' }), start: null },
      ],
    });
    const [kept] = await conversations.load('acme', [id(1)]);
    expect(kept?.conversation).toEqual({
      ...conversation(1),
      name: 'New',
      ownerId: 'bob',
      updatedAt: 50,
    });
    expect(byUser(kept?.members)).toEqual(
      byUser([member('bob', { role: 'owner' }), member('cid'), member('dan', { role: 'admin' })]),
    );
    expect(await reads.marksOf('cid', [id(1)])).toEqual([{ conversationId: id(1), userId: 'cid', ...start }]);
    expect(await reads.marksOf('dan', [id(1)])).toEqual([]);

    // Who comes again begins where the log stands then.
    await conversations.alter('acme', id(1), {
      ...{ fields: {}, roles: [], remove: [] },
      add: [{ ...member('cid', { joinedAt: 9 }), start: { epoch: 'e', offset: 8 } }],
    });
    expect(await reads.marksOf('cid', [id(1)])).toMatchObject([{ userId: 'cid', offset: 8 }]);
    expect(byUser((await conversations.load('acme', [id(1)]))[0]?.members).cid?.joinedAt).toBe(9);
  });

  test('what is gone, or of another app, is not altered, and nothing of it is written', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    await conversations.create(conversation(1), [member('ann')]);
    const change = {
      fields: { name: 'x' },
      roles: [],
      remove: ['ann'],
      add: [{ ...member('bob'), start: null }],
    };
    for (const [appId, nr] of [
      ['ACME', 1],
      ['acme', 2],
    ] as const) {
      await expect(conversations.alter(appId, id(nr), change)).rejects.toMatchObject({ code: 'not_found' });
    }
    await conversations.remove('ACME', id(1));
    const [kept] = await conversations.load('acme', [id(1)]);
    expect(kept).toMatchObject({ conversation: { name: 'Group 1' }, members: [{ userId: 'ann' }] });
  });

  test('what is removed takes its members with it, and leaves its log; so does the end of the app', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    for (const nr of [1, 2]) {
      await conversations.create(conversation(nr, { pairKey: `pair-${nr}` }), [member('ann')]);
      await say(bed.store, nr, 100);
    }
    await conversations.remove('acme', id(1));
    expect(await found(conversations)).toEqual([2]);
    expect((await conversations.heads('acme', [id(1)])).size).toBe(1);
    expect(await conversations.create(conversation(3, { pairKey: 'pair-1' }), [member('ann')])).toBe(true);
    await bed.store.apps.deleteApp('acme');
    expect(await found(conversations)).toEqual([]);
    expect(await conversations.load('acme', [id(2)])).toEqual([]);
  });

  test('the conversations of a user come by their last message or change, whichever is later', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    for (const [nr, updatedAt] of [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 30],
    ] as const) {
      await conversations.create(conversation(nr, { updatedAt }), [member('ann')]);
    }
    await conversations.create(conversation(5, { updatedAt: 99 }), [member('bob')]);
    await conversations.create(conversation(6, { appId: 'ACME' }), [member('ann')]);
    await say(bed.store, 1, 40);
    await say(bed.store, 2, 15);
    expect(await found(conversations)).toEqual([1, 4, 3, 2]);
    expect(await found(conversations, { limit: 1 })).toEqual([1]);
    // Whoever goes on before the time of the last one must not miss those of the same time.
    expect(await found(conversations, { limit: 2 })).toEqual([1, 4, 3]);
    expect(await found(conversations, { limit: 3 })).toEqual([1, 4, 3]);
    // An old conversation with a new message is found by the time of that.
    expect(await found(conversations, { updatedAfter: 30 })).toEqual([1]);
    expect(await found(conversations, { updatedBefore: 40 })).toEqual([4, 3, 2]);
    expect(await found(conversations, { ids: [id(2), id(5), id(1)] })).toEqual([1, 2]);
    expect(await found(conversations, { ids: [] })).toEqual([]);
    expect(await found(conversations, { userId: 'ANN' })).toEqual([]);
    expect(await conversations.heads('acme', [id(1), id(3), 'x'])).toEqual(
      new Map([[id(1), { head: { epoch: 'first', offset: 1 }, lastEventAt: 40 }]]),
    );
    expect((await conversations.heads('ACME', [id(1)])).size).toBe(0);
  });

  test('the groups that a user owns are found page by page, in its own app, and no private conversations', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    const owner = member('ann', { role: 'owner' });
    for (const nr of [1, 2, 3, 4]) await conversations.create(conversation(nr), [owner, member('bob')]);
    await conversations.create(conversation(5, { kind: 'private', pairKey: 'pair' }), [owner]);
    await conversations.create(conversation(6), [member('ann', { role: 'admin' })]);
    await conversations.create(conversation(7, { appId: 'ACME' }), [owner]);
    const owned = (userId: string, after: string, limit: number) =>
      conversations.ownedGroups('acme', userId, { after, limit });
    expect(await owned('ann', '', 3)).toEqual([id(1), id(2), id(3)]);
    expect(await owned('ann', id(3), 3)).toEqual([id(4)]);
    expect(await owned('ann', id(4), 3)).toEqual([]);
    expect(await owned('bob', '', 3)).toEqual([]);
  });

  test('a search finds a part of the name whatever its case, and takes no character for a wildcard', async () => {
    await using bed = await storeBed(habitat);
    const { conversations } = bed.store.chat;
    const names = ['Straße 100%', 'a_b!', 'AXB', 'İstanbul'.repeat(31), '\0odd\ud83d', null];
    for (const [nr, name] of names.entries()) {
      await conversations.create(conversation(nr + 1, { name, updatedAt: -nr }), [member('ann')]);
    }
    const named = (name: string): Promise<number[]> => found(conversations, { name });
    expect(await named('STRASSE')).toEqual([]);
    expect(await named('STRAßE 100%')).toEqual([1]);
    expect(await named('%')).toEqual([1]);
    expect(await named('a_b')).toEqual([2]);
    expect(await named('!')).toEqual([2]);
    expect(await named('xb')).toEqual([3]);
    expect(await named('İSTANBUL')).toEqual([4]);
    expect(await named('ODD')).toEqual([5]);
    await conversations.alter('acme', id(3), { fields: { name: 'Other' }, roles: [], remove: [], add: [] });
    expect(await named('xb')).toEqual([]);
    expect(await named('other')).toEqual([3]);
  });
}

function id(nr: number): string {
  return nr.toString(16).padStart(24, '0');
}

function conversation(nr: number, fields: Partial<ConversationRecord> = {}): ConversationRecord {
  return {
    id: id(nr),
    appId: 'acme',
    kind: 'group',
    name: `Group ${nr}`,
    description: null,
    image: null,
    ownerId: 'ann',
    opponentId: null,
    pairKey: null,
    createdAt: 1,
    updatedAt: 1,
    ...fields,
  };
}

function member(userId: string, fields: Partial<MemberRecord> = {}): MemberRecord {
  return { userId, role: 'member', joinedAt: 1, ...fields };
}

function byUser(members: readonly MemberRecord[] = []): Record<string, MemberRecord> {
  return Object.fromEntries(members.map((one) => [one.userId, one]));
}

/** The numbers of Ann's conversations that are found. */
async function found(
  conversations: ConversationStore,
  search: Partial<Parameters<ConversationStore['search']>[0]> = {},
): Promise<number[]> {
  const ids = await conversations.search({ appId: 'acme', userId: 'ann', limit: 100, ...search });
  return ids.map((one) => Number.parseInt(one, 16));
}

async function say(store: Store, nr: number, at: number): Promise<void> {
  const channel = `conversation:${id(nr)}`;
  const [outcome] = await store.events.append([publish({ channel, at, newEpoch: 'first' })]);
  expect(positionOf(outcome).offset).toBe(1);
}
