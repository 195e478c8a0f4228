import { expect, test } from 'vitest';
import type { ConversationStore, KeptConversation } from '../../core/store/chat/conversation-store.ts';
import { ConversationMemory } from './conversation-memory.ts';
import { fromKept } from './kept-conversation.ts';

/** A store that has some conversations, and answers when it is told to; `asked` lists its questions. */
function storeWith(...names: Array<[id: string, name: string]>) {
  const kept = new Map(names);
  const asked: string[][] = [];
  const waiting: Array<() => void> = [];
  let isHeld = false;
  const load: ConversationStore['load'] = async (appId, ids) => {
    asked.push([...ids]);
    const found = ids.flatMap((id) => (kept.has(id) ? [conversation(appId, id, kept.get(id) ?? '')] : []));
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    return found;
  };
  return {
    store: { load },
    asked,
    kept,
    hold: () => {
      isHeld = true;
    },
    answer: () => {
      isHeld = false;
      for (const go of waiting.splice(0)) go();
    },
  };
}

function conversation(appId: string, id: string, name: string): KeptConversation {
  return {
    conversation: {
      ...{ id, appId, kind: 'group', name, description: null, image: null, ownerId: 'ann' },
      ...{ opponentId: null, pairKey: null, createdAt: 1, updatedAt: 1 },
    },
    members: [
      { userId: 'bob', role: 'member', joinedAt: 2 },
      { userId: 'ann', role: 'owner', joinedAt: 1 },
    ],
  };
}

const ONE = '1'.repeat(24);
const TWO = '2'.repeat(24);
const THREE = '3'.repeat(24);

test('what was asked for is asked of the store once, also by many at once', async () => {
  const { store, asked } = storeWith([ONE, 'one'], [TWO, 'two']);
  const memory = new ConversationMemory(store);
  expect(memory.peek('a', ONE)).toBeNull();
  const found = await Promise.all([
    memory.find('a', ONE),
    memory.find('a', ONE),
    memory.findMany('a', [ONE, TWO, ONE]),
  ]);
  expect(found[0]?.conversation.name).toBe('one');
  expect([...found[2].keys()]).toEqual([ONE, TWO]);
  expect([...(found[0]?.members.keys() ?? [])]).toEqual(['ann', 'bob']);
  expect(memory.peek('a', TWO)?.conversation.name).toBe('two');
  await memory.findMany('a', [TWO, ONE]);
  expect(asked).toEqual([[ONE], [TWO]]);
});

test('what is no id is not asked for, and what does not exist is asked for again', async () => {
  const { store, asked, kept } = storeWith();
  const memory = new ConversationMemory(store);
  for (const id of ['', 'x', `${ONE}0`, 'A'.repeat(24)]) expect(await memory.find('a', id)).toBeNull();
  expect(asked).toEqual([]);
  expect(await memory.find('a', ONE)).toBeNull();
  kept.set(ONE, 'now');
  expect((await memory.find('a', ONE))?.conversation.name).toBe('now');
});

test('a read that a change overtook is not kept', async () => {
  const { store, hold, answer, kept } = storeWith([ONE, 'old'], [TWO, 'old']);
  const memory = new ConversationMemory(store);
  hold();
  const late = memory.findMany('a', [ONE, TWO]);
  kept.set(ONE, 'new').delete(TWO);
  memory.put('a', fromKept(conversation('a', ONE, 'new')));
  memory.forget('a', TWO);
  answer();
  await late;
  expect(memory.peek('a', ONE)?.conversation.name).toBe('new');
  expect(memory.peek('a', TWO)).toBeNull();
  expect(await memory.find('a', TWO)).toBeNull();
});

test('what nobody asked for longest goes first, and an app is forgotten with all it has and loads', async () => {
  const { store, hold, answer } = storeWith([ONE, 'one'], [TWO, 'two'], [THREE, 'three']);
  const memory = new ConversationMemory(store, { conversations: 2, members: 100 });
  await memory.findMany('a', [ONE, TWO]);
  memory.peek('a', ONE);
  await memory.find('ab', THREE);
  expect([memory.peek('a', TWO), memory.peek('a', ONE), memory.peek('ab', THREE)]).toMatchObject([
    null,
    { conversation: { name: 'one' } },
    { conversation: { name: 'three' } },
  ]);
  hold();
  const late = memory.find('a', TWO);
  memory.forgetApp('a');
  answer();
  await late;
  expect([memory.peek('a', TWO), memory.peek('a', ONE)]).toEqual([null, null]);
  expect(memory.peek('ab', THREE)).not.toBeNull();
});

test('what is in memory is bounded by all members together, however often a conversation is changed or forgotten', async () => {
  const { store } = storeWith([ONE, 'one'], [TWO, 'two'], [THREE, 'three']);
  const memory = new ConversationMemory(store, { conversations: 100, members: 4 });
  const isThere = () => [ONE, TWO, THREE].map((id) => memory.peek('a', id) !== null);
  await memory.findMany('a', [ONE, TWO]);
  expect(isThere()).toEqual([true, true, false]);
  for (let round = 0; round < 3; round += 1) {
    memory.put('a', fromKept(conversation('a', TWO, 'changed')));
    memory.forget('a', THREE);
  }
  expect(isThere()).toEqual([true, true, false]);
  await memory.find('a', THREE);
  expect(isThere()).toEqual([false, true, true]);
  memory.forgetApp('a');
  await memory.findMany('a', [ONE, TWO]);
  expect(isThere()).toEqual([true, true, false]);
});

test('a store that fails is told to all who asked, and asked again', async () => {
  let isDown = true;
  const { store } = storeWith([ONE, 'one']);
  const memory = new ConversationMemory({
    load: (appId, ids) => (isDown ? Promise.reject(new Error('down')) : store.load(appId, ids)),
  });
  const asking = [memory.find('a', ONE), memory.findMany('a', [ONE])];
  for (const asked of asking) await expect(asked).rejects.toThrow('down');
  isDown = false;
  expect((await memory.find('a', ONE))?.conversation.name).toBe('one');
});

test('a picture that cannot be read is none', () => {
  const kept = conversation('a', ONE, 'one');
  for (const image of ['{', '{"fileId":5}', '[]']) {
    const known = fromKept({ ...kept, conversation: { ...kept.conversation, image } });
    expect(known.conversation.image).toBeNull();
  }
});
