import { expect, test } from 'vitest';
import type { UserRecord } from '../../core/store/chat/user-store.ts';
import { countingFrom } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

export const userRecord = (fields: Partial<UserRecord> = {}): UserRecord => ({
  appId: 'acme',
  id: 'ann',
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
  createdAt: 5,
  updatedAt: 5,
  lastSeenAt: null,
  ...fields,
});

const called = (id: string, firstName: string | null, lastName: string | null = null): UserRecord =>
  userRecord({
    id,
    login: id,
    loginKey: id,
    firstName,
    lastName,
    searchText: `${id}\n${firstName ?? ''}\n${lastName ?? ''}`.toLowerCase(),
  });

export function chatUsersCases(habitat: StoreHabitat): void {
  test('a user comes back as it was stored, whatever its texts hold', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    const ann = userRecord({
      login: 'Ann\0',
      loginKey: 'ann\0',
      email: '\ud800@x',
      emailKey: '\ud800@x',
      phone: '+1',
      firstName: '漢 😀',
      lastName: '\u0001',
      searchText: 'ann',
      avatar: '{"fileId":"f"}',
      passwordHash: 'scrypt$…',
      createdAt: 1_764_000_000_000,
      updatedAt: 1_764_000_000_001,
      lastSeenAt: 1_764_000_000_002,
    });
    await users.create(ann);
    expect(await users.find('acme', 'ann')).toEqual(ann);
    expect(await users.findByLogin('acme', 'ann\0')).toEqual(ann);
    expect(await users.find('ACME', 'ann')).toBeNull();
    expect(await users.find('acme', 'Ann')).toBeNull();
    expect(await users.findByLogin('acme', 'ann')).toBeNull();
  });

  test('logins, e-mails and phones are unique in their app, and many users may be without', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    const ways = { loginKey: 'a', emailKey: 'a@x', phone: '1' };
    await users.create(userRecord(ways));
    for (const [name, value] of Object.entries(ways)) {
      const other = userRecord({ id: 'other', [name]: value });
      await expect(users.create(other), name).rejects.toMatchObject({ code: 'conflict' });
      await users.create({ ...other, appId: 'ACME', id: name });
    }
    for (const id of ['bob', 'cid']) await users.create(userRecord({ id }));
    await expect(users.create(userRecord({ appId: 'nowhere' }))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of several who want one login at once, exactly one gets it', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    const tries = await Promise.allSettled(
      countingFrom(1, 8).map((nr) => users.create(userRecord({ id: `u${nr}`, loginKey: 'wanted' }))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
    }
  });

  test('a user who is ensured by several at once is made once, and left alone afterwards', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    const made = await Promise.all(
      countingFrom(1, 8).map((nr) => users.ensure(userRecord({ createdAt: nr }))),
    );
    expect(new Set(made.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(await users.ensure(userRecord({ createdAt: 99, firstName: 'New' }))).toEqual(made[0]);
    await expect(users.ensure(userRecord({ appId: 'nowhere' }))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a change counts only against the state it was made from, and leaves alone when the user was seen', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    await users.create(userRecord());
    await users.create(userRecord({ id: 'bob', loginKey: 'bob' }));
    await bed.store.chat.activity.noteSeen([{ appId: 'acme', userId: 'ann', at: 70 }]);
    expect(await users.replace(userRecord({ firstName: 'Ann', updatedAt: 6 }), 5)).toBe(true);
    expect(await users.replace(userRecord({ firstName: 'Late', updatedAt: 7 }), 5)).toBe(false);
    expect(await users.find('acme', 'ann')).toEqual(
      userRecord({ firstName: 'Ann', updatedAt: 6, lastSeenAt: 70 }),
    );
    await expect(users.replace(userRecord({ loginKey: 'bob', updatedAt: 8 }), 6)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await users.replace(userRecord({ id: 'nobody' }), 5)).toBe(false);
  });

  test('users are listed by id, descending, without those that do not exist', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    for (const id of ['b', 'A', 'a', 'é', '😀', '\uffee']) await users.create(userRecord({ id }));
    await users.create(userRecord({ appId: 'ACME', id: 'theirs' }));
    const found = await users.list('acme', ['a', 'A', 'b', 'é', '\uffee', '😀', 'a', 'theirs', 'no\0body']);
    expect(found.map(({ id }) => id)).toEqual(['😀', '\uffee', 'é', 'b', 'a', 'A']);
    expect(await users.list('acme', [])).toEqual([]);
    const many = countingFrom(0, 2500).map((nr) => `many-${nr}`);
    expect(await users.list('acme', [...many, 'a'])).toHaveLength(1);
  });

  test('a search takes what it is given literally, and sorts those without names to the empty ones', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    const all = [
      called('u1', null),
      called('u2', 'Bob', 'Young'),
      called('u3', 'Bob', 'Abel'),
      called('u4', 'Zoe'),
      called('50%_!', 'Percent\\'),
      called('5012x', 'Digits'),
    ];
    for (const user of all) await users.create(user);
    await users.create({ ...called('u9', 'Theirs'), appId: 'ACME' });
    const search = async (
      part: string,
      fields: { ignoreIds?: string[]; limit?: number; after?: number } = {},
    ) =>
      (
        await users.search({
          appId: 'acme',
          part,
          limit: fields.limit ?? 100,
          updatedAfter: fields.after ?? null,
          ignoreIds: fields.ignoreIds ?? [],
        })
      ).map(({ id }) => id);
    expect(await search('u')).toEqual(['u4', 'u3', 'u2', 'u1']);
    expect(await search('u', { limit: 2 })).toEqual(['u4', 'u3']);
    expect(await search('u', { ignoreIds: ['u3', 'u1', 'no\0body'] })).toEqual(['u4', 'u2']);
    expect(await search('u', { after: 4, limit: 1 })).toEqual(['u4']);
    expect(await search('u', { after: 5 })).toEqual([]);
    for (const literal of ['%', '_', '!', '50%', '%_!', '\\']) {
      expect(await search(literal), literal).toEqual(['50%_!']);
    }
    expect(await search("'")).toEqual([]);
    expect(await search('')).toHaveLength(all.length);
  });

  test('e-mails and phones are matched to users of the app', async () => {
    await using bed = await storeBed(habitat);
    const { users } = bed.store.chat;
    await users.create(userRecord({ emailKey: 'ann@x', phone: '1' }));
    await users.create(userRecord({ id: 'bob', emailKey: 'bob@x' }));
    await users.create(userRecord({ appId: 'ACME', id: 'cid', phone: '2' }));
    const match = (emailKeys: string[], phones: string[]) => users.match('acme', { emailKeys, phones });
    expect(await match(['ann@x', 'bob@x', 'no\0body'], ['2'])).toEqual([
      { id: 'bob', emailKey: 'bob@x', phone: null },
      { id: 'ann', emailKey: 'ann@x', phone: '1' },
    ]);
    expect((await match([], ['1'])).map(({ id }) => id)).toEqual(['ann']);
    expect(await match([], [])).toEqual([]);
  });
}
