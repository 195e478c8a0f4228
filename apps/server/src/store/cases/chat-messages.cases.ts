import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { ConversationRecord } from '../../core/store/chat/conversation-store.ts';
import type { MessagePage } from '../../core/store/chat/message-store.ts';
import type { Store } from '../../core/store/store.ts';
import { deletion, edit, positionOf, publish } from '../testing/entries.ts';
import { type StoreBed, type StoreHabitat, storeBed } from './habitat.ts';

const ID = 'c'.repeat(24);
const OTHER = 'd'.repeat(24);

/** Messages among the events, what users put on them, and how far they have read. */
export function chatMessagesCases(habitat: StoreHabitat): void {
  test('a page holds the messages that stand, as they were edited last, and nothing that its reader has hidden', async () => {
    await using bed = await conversing(habitat);
    const [a, b, c, d] = await say(bed.store, ['a', 'b', 'c', 'd']);
    await append(bed.store, [publish({ channel: channel(ID), name: 'price', userId: 'bob' })]);
    await append(bed.store, [
      edit(a, 'A', { channel: channel(ID) }),
      deletion(b, { channel: channel(ID) }),
      edit(c, 'first', { channel: channel(ID) }),
      edit(c, 'C', { channel: channel(ID) }),
    ]);
    const { messages } = bed.store.chat;
    await messages.hide(ID, 'ann', [d]);
    await messages.hide(ID, 'ann', [d, d]);
    const page = async (fields: Partial<MessagePage>) => {
      const asked = { appId: 'acme', conversationId: ID, userId: 'bob', order: 'oldest', limit: 10 } as const;
      const found = await messages.page({ ...asked, ...fields });
      return found.map((event) => (event.edit?.body ?? event.body)?.value()).join(' ');
    };
    expect(await page({})).toBe('A C d');
    expect(await page({ order: 'newest', limit: 2 })).toBe('d C');
    expect(await page({ userId: 'ann' })).toBe('A C');
    expect(await page({ before: 4, after: 1 })).toBe('C');
    expect(await page({ editedAfter: 5 })).toBe('A C');
    expect(await page({ editedAfter: 6 })).toBe('C');
    expect(await page({ editedAfter: 6, before: 3 })).toBe('');
    expect(await page({ ids: [d, a, b] })).toBe('A d');
    expect(await page({ ids: [] })).toBe('');
    expect(await page({ appId: 'ACME' })).toBe('');
    expect(await page({ conversationId: OTHER })).toBe('');
  });

  test('the newest of many conversations, and where a message is, are found without their logs being read', async () => {
    await using bed = await conversing(habitat);
    const [first, second] = await say(bed.store, ['one', 'two']);
    const [elsewhere] = await say(bed.store, ['three'], OTHER);
    const { messages } = bed.store.chat;
    const many = [...Array.from({ length: 120 }, (_, nr) => nr.toString(16).padStart(24, '0')), ID, OTHER];
    const newest = async (user: string) => {
      const found = await messages.newest('acme', user, many);
      return found.map(({ conversationId, event }) => [conversationId, event.id]);
    };
    expect(await newest('bob')).toEqual([
      [ID, second],
      [OTHER, elsewhere],
    ]);
    await messages.hide(ID, 'ann', [second]);
    expect(await newest('ann')).toEqual([
      [ID, first],
      [OTHER, elsewhere],
    ]);
    expect(await messages.newest('ACME', 'ann', many)).toEqual([]);
    expect((await messages.locate('acme', elsewhere))?.conversationId).toBe(OTHER);
    expect(await messages.locate('ACME', elsewhere)).toBeNull();
    const notes = publish();
    await append(bed.store, [notes, deletion(elsewhere, { channel: channel(OTHER) })]);
    for (const id of [elsewhere, notes.id, 'f'.repeat(24)]) {
      expect(await messages.locate('acme', id)).toBeNull();
    }
  });

  test('a reaction is put once and taken once, whatever its characters, and tallied for who asks', async () => {
    await using bed = await conversing(habitat);
    const { messages } = bed.store.chat;
    const [one, two] = await say(bed.store, ['one', 'two']);
    const put = (userId: string, reaction: string, messageId = one) =>
      messages.addReaction({ conversationId: ID, messageId, userId, reaction, at: 1 });
    const both = await Promise.all([put('ann', '👍'), put('ann', '👍')]);
    expect(both.sort()).toEqual([false, true]);
    for (const reaction of ['👎', 'ok', 'OK']) expect(await put('ann', reaction)).toBe(true);
    expect(await put('bob', '👍')).toBe(true);
    expect(await put('bob', '👍', two)).toBe(true);
    expect(await messages.countReactions(one, 'ann')).toBe(4);
    const tallies = await messages.tally([one, two], 'bob');
    const of = (messageId: string) =>
      tallies
        .filter((tally) => tally.messageId === messageId)
        .map(({ reaction, count, own }) => `${reaction} ${count} ${own}`)
        .sort();
    expect(of(one)).toEqual(['OK 1 false', 'ok 1 false', '👍 2 true', '👎 1 false'].sort());
    expect(of(two)).toEqual(['👍 1 true']);
    const taken = { conversationId: ID, messageId: one, userId: 'ann', reaction: '👍' };
    expect(await messages.removeReaction(taken)).toBe(true);
    expect(await messages.removeReaction(taken)).toBe(false);
    expect(await messages.reactions(one, 2)).toHaveLength(2);
    await messages.forget(ID, [one]);
    expect(await messages.tally([one], 'bob')).toEqual([]);
    expect(await messages.tally([two], 'bob')).toHaveLength(1);
  });

  test('reads only go on, each device for itself, and begin anew in a new epoch', async () => {
    await using bed = await conversing(habitat);
    const other = await bed.openNode();
    const read = (deviceId: string, epoch: string, offset: number, at = 1, store: Store = bed.store) =>
      store.chat.reads.advance({ conversationId: ID, userId: 'ann', deviceId, epoch, offset, at }, 3);
    const marks = async () =>
      (await bed.store.chat.reads.marksOf('ann', [ID])).map(({ epoch, offset }) => `${epoch} ${offset}`);
    await Promise.all([read('a', 'e1', 5), read('a', 'e1', 9, 2, other), read('a', 'e1', 7, 3)]);
    expect(await marks()).toEqual(['e1 9']);
    await read('b', 'e1', 2, 4);
    expect(await marks()).toEqual(['e1 9']);
    await read('a', 'e2', 1, 5);
    expect((await marks()).sort()).toEqual(['e1 2', 'e2 1']);
    expect(await bed.store.chat.reads.marksOf('ann', [ID, OTHER])).toHaveLength(2);
    expect(await bed.store.chat.reads.marksOf('bob', [ID])).toEqual([]);
  });

  test('a user keeps so many devices, and what was read on others stays read', async () => {
    await using bed = await conversing(habitat);
    const { reads } = bed.store.chat;
    for (let nr = 1; nr <= 30; nr += 1) {
      const offset = nr === 3 ? 100 : nr;
      const of = { conversationId: ID, userId: 'ann', epoch: 'e', deviceId: `device ${nr}` };
      await reads.advance({ ...of, offset, at: nr }, 5);
    }
    expect(await reads.marksOf('ann', [ID])).toMatchObject([{ offset: 100 }]);
  });

  test('unread are the messages of others after what was read, and no more are counted than asked for', async () => {
    await using bed = await conversing(habitat);
    const [first, second, third] = await say(bed.store, ['1', '2', '3', '4', '5', '6']);
    await append(bed.store, [
      publish({ channel: channel(ID), userId: 'ann' }),
      publish({ channel: channel(ID), userId: null }),
      publish({ channel: channel(ID), name: 'price', userId: 'bob' }),
      edit(first, 'x', { channel: channel(ID) }),
      deletion(second, { channel: channel(ID) }),
    ]);
    const { reads, messages } = bed.store.chat;
    await messages.hide(ID, 'ann', [third]);
    const query = { appId: 'acme', userId: 'ann', conversationIds: [ID, OTHER, 'x'], most: 1000 };
    const count = async (most = 1000) => [...(await reads.unreadCounts({ ...query, most }))];
    expect(await count()).toEqual([[ID, 5]]);
    expect(await count(3)).toEqual([[ID, 3]]);
    const unread = { appId: 'acme', userId: 'ann', conversationId: ID, limit: 10 };
    expect((await reads.unread({ ...unread, after: 1, upTo: 8 })).map(({ offset }) => offset)).toEqual([
      8, 6, 5, 4,
    ]);
    expect(await reads.unread({ ...unread, after: 0, upTo: 1 })).toEqual([
      { id: first, offset: 1, senderId: 'bob' },
    ]);
    expect(
      (await reads.unread({ ...unread, after: 0, upTo: 99, limit: 2 })).map(({ senderId }) => senderId),
    ).toEqual([null, 'bob']);
    const { epoch = '' } = (await bed.store.events.head('acme', channel(ID))) ?? {};
    const at = { conversationId: ID, userId: 'ann', deviceId: '', at: 1 };
    await reads.advance({ ...at, epoch: 'another', offset: 100 }, 5);
    expect(await count()).toEqual([[ID, 5]]);
    await reads.advance({ ...at, epoch, offset: 5 }, 5);
    expect(await count()).toEqual([[ID, 2]]);
    await reads.advance({ ...at, epoch, offset: 11 }, 5);
    expect(await count()).toEqual([]);
  });

  test('a message is read once anybody but its sender got to it; in a group, who was in it when it was said', async () => {
    await using bed = await conversing(habitat);
    const { conversations, reads } = bed.store.chat;
    const pair = 'e'.repeat(24);
    const two = { ...conversationOf(pair), kind: 'private', pairKey: 'pair' } as const;
    await conversations.create(two, [{ userId: 'bob', role: 'owner', joinedAt: 7 }]);
    const read = (conversationId: string, userId: string, offset: number, epoch = 'e') =>
      reads.advance({ conversationId, userId, deviceId: epoch, epoch, offset, at: 9 }, 5);
    await Promise.all([read(ID, 'ann', 5), read(ID, 'bob', 9), read(ID, 'gone', 99)]);
    await Promise.all([read(ID, 'ann', 50, 'before'), read(OTHER, 'bob', 9), read(pair, 'gone', 5)]);
    const said = [
      ['read by ann', ID, 5, 'bob', 7],
      ['beyond ann', ID, 6, 'bob', 7],
      ['read by bob', ID, 6, 'ann', 7],
      ['by a backend', ID, 9, null, 7],
      ['before they came', ID, 5, 'bob', 6],
      ['own alone', OTHER, 1, 'bob', 7],
      ['read by a namesake', OTHER, 1, 'BOB', 7],
      ['read by who left', pair, 5, 'bob', 1],
      ['own of who left', pair, 5, 'gone', 1],
      ['nowhere', 'f'.repeat(24), 1, 'bob', 7],
    ] as const;
    const messages = said.map(([id, conversationId, offset, userId, at]) => ({
      ...{ conversationId, event: { id, userId, at, position: { epoch: 'e', offset } } },
    }));
    // More than one statement asks about.
    const others = Array.from({ length: 60 }, () => messages.slice(1, 2)).flat();
    const found = await reads.readByOthers([...others, ...messages]);
    expect([...found].sort()).toEqual([
      'by a backend',
      'read by a namesake',
      'read by ann',
      'read by bob',
      'read by who left',
    ]);
    expect((await reads.readByOthers([])).size).toBe(0);
  });

  test('what users put on messages, and what they have read, goes with the conversation', async () => {
    await using bed = await conversing(habitat);
    const { conversations, messages, reads } = bed.store.chat;
    const [one = ''] = await say(bed.store, ['one']);
    await messages.hide(ID, 'ann', [one]);
    await messages.addReaction({ conversationId: ID, messageId: one, userId: 'ann', reaction: 'x', at: 1 });
    await reads.advance({ conversationId: ID, userId: 'ann', deviceId: '', epoch: 'e', offset: 1, at: 1 }, 5);
    expect(await messages.active('acme', 'ann', 0)).toMatchObject([{ conversationId: ID, joinedAt: 7 }]);
    expect(await messages.active('acme', 'ann', Number.MAX_SAFE_INTEGER)).toEqual([]);
    await conversations.remove('acme', ID);
    expect(await messages.tally([one], 'ann')).toEqual([]);
    expect(await reads.marksOf('ann', [ID])).toEqual([]);
    expect(await messages.active('acme', 'ann', 0)).toEqual([]);
  });
}

/** Two groups that ann and bob are in. */
async function conversing(habitat: StoreHabitat): Promise<StoreBed> {
  const bed = await storeBed(habitat);
  for (const id of [ID, OTHER]) {
    await bed.store.chat.conversations.create(
      conversationOf(id),
      ['ann', 'bob'].map((userId) => ({ userId, role: 'member', joinedAt: 7 })),
    );
  }
  return bed;
}

function conversationOf(id: string): ConversationRecord {
  return {
    ...{ id, appId: 'acme', kind: 'group', name: null, description: null, image: null },
    ...{ ownerId: 'ann', opponentId: null, pairKey: null, createdAt: 1, updatedAt: 1 },
  };
}

function channel(id: string): string {
  return `conversation:${id}`;
}

/** Messages of bob; returns their ids. */
async function say(
  store: Store,
  texts: readonly string[],
  id = ID,
): Promise<[string, string, string, string]> {
  const entries = texts.map((text) =>
    publish({ channel: channel(id), userId: 'bob', body: Body.ofValue(text) }),
  );
  await append(store, entries);
  const [one = '', two = '', three = '', four = ''] = entries.map((entry) => entry.id);
  return [one, two, three, four];
}

async function append(store: Store, entries: Parameters<Store['events']['append']>[0]): Promise<void> {
  for (const outcome of await store.events.append(entries)) positionOf(outcome);
}
