import { expect, test } from 'vitest';
import type { FileRecord } from '../../core/store/chat/file-store.ts';
import type { Store } from '../../core/store/store.ts';
import { countingFrom } from '../testing/entries.ts';
import { userRecord } from './chat-users.cases.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const PLENTY = { bytes: 2 ** 52, pending: 1000 };

const idOf = (nr: number): string => nr.toString(16).padStart(24, '0');

const file = (nr: number, fields: Partial<FileRecord> = {}): FileRecord => ({
  id: idOf(nr),
  appId: 'acme',
  userId: 'ann',
  name: '漢 😀.png',
  size: 5_000_000_000,
  contentType: 'image/png',
  createdAt: 1_764_000_000_000,
  storedAt: null,
  ...fields,
});

/** What is known of the files that users upload. */
export function chatFilesCases(habitat: StoreHabitat): void {
  test('a file comes back as it was announced, and says once its content is there', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    expect(await files.announce([file(1), file(2, { size: 0 })], PLENTY)).toBe('announced');
    expect(await files.announce([], PLENTY)).toBe('announced');
    expect(await files.find(idOf(1))).toEqual(file(1));
    expect(await files.find(idOf(3))).toBeNull();
    expect(await files.setStored(idOf(1), 7)).toBe(true);
    expect(await files.setStored(idOf(1), 8)).toBe(true);
    expect(await files.setStored(idOf(3), 7)).toBe(false);
    expect(await files.find(idOf(1))).toEqual(file(1, { storedAt: 8 }));
  });

  test('files are announced all or none, and never more than a user may have, however many come at once', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    await bed.store.chat.users.create(userRecord());
    const other = await bed.openNode();
    const of = (nr: number, fields: Partial<FileRecord> = {}) => file(nr, { size: 10, ...fields });
    const quota = { bytes: 100, pending: 1000 };
    expect(await files.announce([of(1, { size: 60 }), of(2, { size: 41 })], quota)).toBe('too_large');
    expect(await files.find(idOf(1))).toBeNull();
    const outcomes = await Promise.all(
      countingFrom(10, 30).map((nr) => (nr % 2 ? bed.store : other).chat.files.announce([of(nr)], quota)),
    );
    expect(outcomes.filter((outcome) => outcome === 'announced')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'too_large')).toHaveLength(20);
    const bobs = of(50, { userId: 'bob', size: 100 });
    const elsewhere = of(51, { appId: 'ACME', size: 100 });
    expect(await files.announce([bobs], quota)).toBe('announced');
    expect(await files.announce([elsewhere], quota)).toBe('announced');
    await expect(files.announce([of(60, { appId: 'gone' })], quota)).rejects.toMatchObject({
      code: expect.stringMatching(/bad_request|not_found/),
    });
  });

  test('a user can have so many files announced that are not there; those that are do not count', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    const quota = { bytes: 2 ** 52, pending: 2 };
    expect(await files.announce([file(1), file(2), file(3)], quota)).toBe('too_many');
    expect(await files.announce([file(1), file(2)], quota)).toBe('announced');
    expect(await files.announce([file(3)], quota)).toBe('too_many');
    await files.setStored(idOf(1), 9);
    expect(await files.announce([file(3)], quota)).toBe('announced');
  });

  test('a file is seen by its owner, by members of the conversations it is used in, and publicly by all of its app', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    await talk(bed.store, idOf(100), 'acme', ['ann', 'bob']);
    await talk(bed.store, idOf(101), 'acme', ['cid']);
    const all = countingFrom(1, 3).map((nr) => file(nr));
    await files.announce(all, PLENTY);
    await files.announce([file(9, { appId: 'ACME' })], PLENTY);
    const ids = [1, 2, 3, 9, 77].map(idOf);
    const seenBy = async (user: string | null, app = 'acme') =>
      (await files.visible(app, user, ids)).map(({ id }) => Number.parseInt(id, 16)).sort();
    expect(await seenBy('bob')).toEqual([]);
    await files.addUse([idOf(1), idOf(77)], idOf(100));
    await Promise.all(countingFrom(0, 8).map(() => files.addUse([idOf(1), idOf(2)], 'public')));
    await files.addUse([idOf(1), idOf(3)], idOf(100));
    await files.addUse([], 'public');
    expect(await seenBy('ann')).toEqual([1, 2, 3]);
    expect(await seenBy('bob')).toEqual([1, 2, 3]);
    expect(await seenBy('cid')).toEqual([1, 2]);
    expect(await seenBy(null)).toEqual([1, 2]);
    expect(await seenBy('ann', 'ACME')).toEqual([9]);
    expect(await seenBy('bob', 'ACME')).toEqual([]);
    expect(await files.visible('acme', 'bob', [idOf(3)])).toEqual([file(3)]);
    expect(await files.visible('acme', 'bob', [])).toEqual([]);
    await bed.store.chat.conversations.alter('acme', idOf(100), {
      fields: {},
      add: [],
      roles: [],
      remove: ['bob'],
    });
    expect(await seenBy('bob')).toEqual([1, 2]);
  });

  test('files whose content did not come are found page by page and removed; one that came stays', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    await files.announce(
      countingFrom(1, 5).map((nr) => file(nr, { createdAt: nr })),
      PLENTY,
    );
    await files.setStored(idOf(2), 9);
    const page = async (announcedBefore: number, after: number, limit: number) =>
      (await files.listPending({ announcedBefore, afterId: idOf(after), limit })).map(
        ({ createdAt }) => createdAt,
      );
    expect(await page(5, 0, 10)).toEqual([1, 3, 4]);
    expect(await page(9, 0, 2)).toEqual([1, 3]);
    expect(await page(9, 3, 2)).toEqual([4, 5]);
    for (const nr of [1, 2, 77]) await files.removePending(idOf(nr));
    expect(await files.find(idOf(1))).toBeNull();
    expect(await files.find(idOf(2))).toMatchObject({ storedAt: 9 });
  });

  test('an app goes with its files and their uses', async () => {
    await using bed = await storeBed(habitat);
    const { files } = bed.store.chat;
    await files.announce([file(1)], PLENTY);
    await files.announce([file(9, { appId: 'ACME' })], PLENTY);
    await files.addUse([idOf(1)], 'public');
    await bed.store.apps.deleteApp('acme');
    expect(await files.find(idOf(1))).toBeNull();
    expect(await files.find(idOf(9))).not.toBeNull();
  });
}

async function talk(store: Store, id: string, appId: string, users: readonly string[]): Promise<void> {
  const conversation = {
    id,
    appId,
    kind: 'group' as const,
    name: null,
    description: null,
    image: null,
    ownerId: users[0] ?? '',
    opponentId: null,
    pairKey: null,
    createdAt: 1,
    updatedAt: 1,
  };
  await store.chat.conversations.create(
    conversation,
    users.map((userId) => ({ userId, role: 'member', joinedAt: 1 })),
  );
}
