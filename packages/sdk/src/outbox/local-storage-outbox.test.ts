import { expect, test } from 'vitest';
import { type KeyValueStorage, localStorageOutbox } from './local-storage-outbox.ts';
import type { StoredMessage } from './outbox-message.ts';

function memory(): KeyValueStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

const message = (clientId: string, queuedAt: number): StoredMessage => ({
  clientId,
  channel: 'room:1',
  action: 'publish',
  name: 'message',
  data: { n: 1 },
  target: null,
  queuedAt,
});

test('messages come back in the order in which they were put, without those that were removed', async () => {
  const storage = memory();
  const store = localStorageOutbox('ann', storage);
  for (const id of ['z', 'gone', 'a']) await store.put(message(id, 5));
  await store.put(message('first', 1));
  await store.remove('gone');
  const again = await localStorageOutbox('ann', storage).load();
  expect(again).toEqual([message('first', 1), message('z', 5), message('a', 5)]);
});

test('one user never sees what another left, nor what others put into the same storage', async () => {
  const storage = memory();
  await localStorageOutbox('ann', storage).put(message('hers', 1));
  await localStorageOutbox('bob:2', storage).put(message('not his', 1));
  for (const junk of ['', 'null', '{', '{"order":1,"message":{"clientId":7}}'])
    storage.setItem(`parley-outbox:"bob":${junk}`, junk);
  expect(await localStorageOutbox('bob', storage).load()).toEqual([]);
});
