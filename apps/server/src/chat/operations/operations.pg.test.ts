import { expect, test } from 'vitest';
import type { ChatCaller } from '../caller.ts';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';
import type { Operation } from './operations.ts';

/** What happened, in a few words. */
function wordsOf({ news }: Operation): string {
  const { event } = news;
  if (event.kind === 'presence') return 'presence';
  const value = event.body?.value();
  const text = typeof value === 'object' && value !== null && 'text' in value ? ` ${value.text}` : '';
  return `${news.kind === 'user' ? event.name : event.kind}${text}`;
}

async function listed(
  bed: ChatBed,
  caller: ChatCaller,
  query: { after: number; limit?: number } | { before: number; limit?: number },
) {
  const operations = await bed.chat.operations.list(caller, { limit: 100, ...query });
  return operations.map(wordsOf);
}

test('who was away finds what others did: in its conversations since it is in them, and on its own channel', async () => {
  await using bed = await chatBed();
  const [ann, bob, cyd] = [await bed.caller('ann'), await bed.caller('bob'), await bed.caller('cyd')];
  const { conversations, messages } = bed.chat;
  const made = await conversations.create(ann, { kind: 'group', name: 'g', participants: ['bob'] });
  const { id } = made.view.conversation;
  const say = async (caller: ChatCaller, text: string) => {
    bed.runtime.advance(10);
    return messages.send(caller, id, { clientId: null, text });
  };
  const start = bed.runtime.clock.now();
  const first = await say(ann, 'one');
  const second = await say(bob, 'two');
  const third = await say(ann, 'three');
  bed.runtime.advance(10);
  await messages.edit(ann, id, first.id, 'ONE');
  bed.runtime.advance(10);
  await messages.deleteForAll(ann, id, [third.id]);
  bed.runtime.advance(10);
  await messages.read(ann, id, [second.id]);
  bed.runtime.advance(10);
  const all = ['publish one', 'edit ONE', 'delete', 'messages_read'];
  expect(await listed(bed, bob, { after: start })).toEqual(all);
  expect(await listed(bed, bob, { after: first.at })).toEqual(all.slice(1));
  const now = bed.runtime.clock.now();
  const backwards = [...all].reverse();
  expect(await listed(bed, bob, { before: now })).toEqual([...backwards, 'conversation_created']);
  expect(await listed(bed, ann, { after: start })).toEqual(['publish two']);
  expect(await listed(bed, ann, { before: first.at })).toEqual([]);

  await conversations.update(ann, id, { add: ['cyd'] });
  bed.runtime.advance(10);
  await say(ann, 'four');
  expect((await listed(bed, cyd, { after: 0 })).sort()).toEqual([
    'conversation_updated',
    'publish cyd has been added to the group',
    'publish four',
  ]);
});

test('of much that happened in many conversations the first so many come, in order, in both directions', async () => {
  await using bed = await chatBed();
  const [ann, bob] = [await bed.caller('ann'), await bed.caller('bob')];
  const { conversations, messages, operations } = bed.chat;
  const ids: string[] = [];
  for (let nr = 0; nr < 4; nr += 1) {
    const made = await conversations.create(ann, { kind: 'group', name: `g${nr}`, participants: ['bob'] });
    ids.push(made.view.conversation.id);
  }
  const start = bed.runtime.clock.now();
  const said: string[] = [];
  for (let nr = 0; nr < 260; nr += 1) {
    bed.runtime.advance(10);
    const sent = await messages.send(ann, ids[(nr * nr) % 4] ?? '', { clientId: null, text: `${nr}` });
    said.push(sent.id);
  }
  const end = bed.runtime.clock.now();
  const page = async (query: { after: number } | { before: number }, limit: number) =>
    (await operations.list(bob, { ...query, limit })).map(({ id }) => id);
  expect(await page({ after: start }, 7)).toEqual(said.slice(0, 7));
  expect(await page({ after: start + 1000 }, 150)).toEqual(said.slice(100, 250));
  expect(await page({ after: start }, 1000)).toEqual(said);
  expect(await page({ before: end + 1 }, 7)).toEqual([...said].reverse().slice(0, 7));
  expect(await page({ before: end }, 200)).toEqual([...said].reverse().slice(1, 201));
  expect(await page({ after: end }, 10)).toEqual([]);
});

test('of many operations of one time a page has all, so that going on from that time misses none', async () => {
  await using bed = await chatBed();
  const [ann, bob] = [await bed.caller('ann'), await bed.caller('bob')];
  const { conversations, messages } = bed.chat;
  const begin = () => conversations.create(ann, { kind: 'group', participants: ['bob'] });
  const ids = [await begin(), await begin()].map(({ view }) => view.conversation.id);
  const start = bed.runtime.clock.now();
  bed.runtime.advance(1000);
  const texts = Array.from({ length: 240 }, (_one, nr) => `same time ${nr}`);
  await Promise.all(texts.map((text, nr) => messages.send(ann, ids[nr % 2] ?? '', { clientId: null, text })));
  bed.runtime.advance(1000);
  await messages.send(ann, ids[0] ?? '', { clientId: null, text: 'later' });
  const expected = texts.map((text) => `publish ${text}`).sort();
  expect((await listed(bed, bob, { after: start, limit: 10 })).sort()).toEqual(expected);
  expect((await listed(bed, bob, { after: start, limit: 241 })).sort()).toEqual([
    'publish later',
    ...expected,
  ]);
  expect(await listed(bed, bob, { after: start + 1000, limit: 10 })).toEqual(['publish later']);
  expect((await listed(bed, bob, { before: start + 1001, limit: 10 })).sort()).toEqual(expected);
});
