import { expect, test } from 'vitest';
import type { ContactRecord } from '../../core/store/chat/contact-store.ts';
import type { UserRecord } from '../../core/store/chat/user-store.ts';
import { countingFrom } from '../testing/entries.ts';
import { type StoreBed, type StoreHabitat, storeBed } from './habitat.ts';

/** Whom users know, whom they do not want to hear from, and when they were there. */
export function chatPeopleCases(habitat: StoreHabitat): void {
  test('contacts come back as they were put in, whatever their names hold, the newest first', async () => {
    await using bed = await bedWith(habitat, 'ann', 'bob');
    const { contacts } = bed.store.chat;
    const odd = { firstName: 'nul \0', lastName: 'half \ud83d', company: "O'Brian & 漢字" };
    const book = [contact(1), contact(2, odd), contact(3, { emails: '[{"type":"😀","value":"v"}]' })];
    await contacts.create(book);
    await contacts.create([contact(4, { userId: 'bob' })]);
    expect(await contacts.list('acme', 'ann', { limit: 10 })).toEqual([...book].reverse());
    expect(await contacts.find('acme', 'ann', idOf(2))).toEqual(book[1]);
    expect(await contacts.find('acme', 'ann', idOf(4))).toBeNull();
    expect(await contacts.count('acme', 'ann')).toBe(3);
    expect(await contacts.count('ACME', 'ann')).toBe(0);
  });

  test('contacts are made all or none, and for users that exist only', async () => {
    await using bed = await bedWith(habitat, 'ann');
    const { contacts } = bed.store.chat;
    const tooLong = contact(2, { company: 'x'.repeat(256) });
    await expect(contacts.create([contact(1), tooLong])).rejects.toMatchObject({ code: 'bad_request' });
    await expect(contacts.create([contact(1, { userId: 'nobody' })])).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await contacts.count('acme', 'ann')).toBe(0);
  });

  test('contacts are listed by id, by change and page by page', async () => {
    await using bed = await bedWith(habitat, 'ann');
    const { contacts } = bed.store.chat;
    await contacts.create(countingFrom(1, 5).map((nr) => contact(nr, { updatedAt: nr * 10 })));
    const idsOf = async (query: Parameters<typeof contacts.list>[2]) =>
      (await contacts.list('acme', 'ann', query)).map(({ id }) => Number.parseInt(id, 16));
    expect(await idsOf({ limit: 2 })).toEqual([5, 4]);
    expect(await idsOf({ limit: 2, before: idOf(4) })).toEqual([3, 2]);
    expect(await idsOf({ limit: 9, updatedAfter: 30 })).toEqual([5, 4]);
    expect(await idsOf({ limit: 9, ids: [idOf(1), idOf(3), idOf(9), 'no id', '\0\ud83d'] })).toEqual([3, 1]);
    expect(await idsOf({ limit: 9, ids: [idOf(1), idOf(3)], before: idOf(3) })).toEqual([1]);
    expect(await idsOf({ limit: 9, ids: [] })).toEqual([]);
  });

  test('of a contact only what is named changes, and nobody changes or deletes that of another', async () => {
    await using bed = await bedWith(habitat, 'ann', 'bob');
    const { contacts } = bed.store.chat;
    await contacts.create([contact(1)]);
    for (const [appId, userId] of [
      ['acme', 'bob'],
      ['ACME', 'ann'],
    ] as const) {
      expect(await contacts.update(appId, userId, idOf(1), { company: 'theirs' })).toBe(false);
      expect(await contacts.delete(appId, userId, idOf(1))).toBe(false);
    }
    expect(await contacts.update('acme', 'ann', idOf(1), { firstName: null, updatedAt: 9 })).toBe(true);
    // As it is already: that is no reason to say that it does not exist.
    expect(await contacts.update('acme', 'ann', idOf(1), { updatedAt: 9 })).toBe(true);
    const changed = contact(1, { firstName: null, updatedAt: 9 });
    expect(await contacts.list('acme', 'ann', { limit: 9 })).toEqual([changed]);
    expect(await contacts.delete('acme', 'ann', '\0')).toBe(false);
    expect(await contacts.delete('acme', 'ann', idOf(1))).toBe(true);
    expect(await contacts.delete('acme', 'ann', idOf(1))).toBe(false);
  });

  test('a block is kept once, however often and by how many nodes at once it is made', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const ids = countingFrom(1, 30).map((nr) => `user-${nr}`);
    await Promise.all(
      countingFrom(1, 8).map((nr) => {
        const { blocks } = (nr % 2 === 0 ? bed.store : other).chat;
        return blocks.add('acme', 'ann', nr % 3 === 0 ? [...ids].reverse() : [...ids, ...ids], 5);
      }),
    );
    const { blocks } = bed.store.chat;
    await blocks.add('acme', 'ann', ['Z', 'user-1'], 4);
    await blocks.add('acme', 'ann', [], 4);
    const [first, ...rest] = await blocks.listOf('acme', 'ann');
    expect(first).toBe('Z');
    expect(rest.sort()).toEqual([...ids].sort());
    expect(await blocks.listOf('ACME', 'ann')).toEqual([]);
    await expect(blocks.add('gone', 'ann', ['bob'], 4)).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('who is unblocked is blocked no more, by exactly this user of this app', async () => {
    await using bed = await storeBed(habitat);
    const { blocks } = bed.store.chat;
    for (const [appId, userId] of [
      ['acme', 'ann'],
      ['acme', 'Ann'],
      ['ACME', 'ann'],
    ] as const) {
      await blocks.add(appId, userId, ['bob', 'Bob', 'bob '], 1);
    }
    await blocks.remove('acme', 'ann', ['bob', 'nobody']);
    await blocks.remove('acme', 'ann', []);
    expect(await blocks.listOf('acme', 'ann')).toEqual(['Bob', 'bob ']);
    expect(await blocks.listOf('acme', 'Ann')).toHaveLength(3);
    expect(await blocks.listOf('ACME', 'ann')).toHaveLength(3);
  });

  test('the newest sighting of a user stays, and who does not exist is passed over', async () => {
    await using bed = await bedWith(habitat, 'ann', 'bob', 'cat');
    const { activity, users } = bed.store.chat;
    await users.create(user('ann', { appId: 'ACME' }));
    const at = Date.UTC(2026, 10, 21);
    await activity.noteSeen([
      { appId: 'acme', userId: 'ann', at },
      { appId: 'acme', userId: 'nobody', at },
      { appId: 'acme', userId: 'bob', at: at + 5 },
      { appId: 'gone', userId: 'ann', at },
    ]);
    await activity.noteSeen([
      { appId: 'acme', userId: 'bob', at },
      { appId: 'acme', userId: 'ann', at: at + 1 },
    ]);
    await activity.noteSeen([]);
    expect(await activity.lastSeen('acme', ['ann', 'bob', 'cat', 'nobody', 'ann', '\0'])).toEqual(
      new Map([
        ['ann', at + 1],
        ['bob', at + 5],
        ['cat', null],
      ]),
    );
    expect(await activity.lastSeen('ACME', ['ann'])).toEqual(new Map([['ann', null]]));
    expect(await activity.lastSeen('acme', [])).toEqual(new Map());
  });

  test('5000 users who leave at once are noted', async () => {
    await using bed = await bedWith(habitat, 'user-4999');
    const sightings = countingFrom(0, 5000).map((nr) => ({ appId: 'acme', userId: `user-${nr}`, at: nr }));
    await bed.store.chat.activity.noteSeen(sightings);
    expect(await bed.store.chat.activity.lastSeen('acme', ['user-4999'])).toEqual(
      new Map([['user-4999', 4999]]),
    );
  });
}

async function bedWith(habitat: StoreHabitat, ...userIds: string[]): Promise<StoreBed> {
  const bed = await storeBed(habitat);
  for (const id of userIds) await bed.store.chat.users.create(user(id));
  return bed;
}

function user(id: string, fields: Partial<UserRecord> = {}): UserRecord {
  return {
    appId: 'acme',
    id,
    login: null,
    loginKey: null,
    email: null,
    emailKey: null,
    phone: null,
    firstName: null,
    lastName: null,
    searchText: '',
    avatar: null,
    passwordHash: null,
    createdAt: 1,
    updatedAt: 1,
    lastSeenAt: null,
    ...fields,
  };
}

function idOf(nr: number): string {
  return nr.toString(16).padStart(24, '0');
}

function contact(nr: number, fields: Partial<ContactRecord> = {}): ContactRecord {
  return {
    id: idOf(nr),
    appId: 'acme',
    userId: 'ann',
    firstName: 'First',
    lastName: null,
    company: null,
    emails: '[]',
    phones: '[]',
    createdAt: 1,
    updatedAt: 1,
    ...fields,
  };
}
