import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { ChatCaller } from '../caller.ts';
import { channelOf } from '../conversations/conversation.ts';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';
import type { NewMessage } from './messages.ts';

function saying(text: string, fields: Partial<NewMessage> = {}): NewMessage {
  return { clientId: null, text, ...fields };
}

/** The reason, or else the code, that a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ParleyError) return error.reason ?? error.code;
    throw error;
  }
  throw new Error('accepted');
}

/** A group of ann, its owner, bob and cyd, and a private conversation of ann and bob. */
async function people(bed: ChatBed) {
  const [ann, bob, cyd] = [await bed.caller('ann'), await bed.caller('bob'), await bed.caller('cyd')];
  const { conversations } = bed.chat;
  const group = await conversations.create(ann, { kind: 'group', name: 'g', participants: ['bob', 'cyd'] });
  const pair = await conversations.create(ann, { kind: 'private', participants: ['bob'] });
  return { ann, bob, cyd, group: group.view.conversation.id, pair: pair.view.conversation.id };
}

async function texts(bed: ChatBed, caller: ChatCaller, id: string): Promise<string[]> {
  const messages = await bed.chat.messages.list(caller, id, { limit: 100, order: 'oldest' });
  return messages.map(({ body }) => body.text);
}

test('a message is listed as it was sent, edited and reacted to, by members only', async () => {
  await using bed = await chatBed();
  const { ann, bob, group } = await people(bed);
  const { messages } = bed.chat;
  const first = await messages.send(ann, group, saying('one', { custom: { a: 1 }, clientId: 'c1' }));
  const second = await messages.send(
    bob,
    group,
    saying('', { attachments: [{ fileName: 'x', odd: true }], replyTo: first.id }),
  );
  bed.runtime.advance(5);
  await messages.edit(ann, group, first.id, 'ONE');
  expect(await messages.react(bob, group, first.id, { add: '👍' })).toBe(true);
  expect(await messages.react(bob, group, first.id, { add: '👍' })).toBe(false);
  const [newest, oldest] = await messages.list(bob, group, { limit: 10, order: 'newest' });
  expect(newest).toMatchObject({
    id: second.id,
    senderId: 'bob',
    body: { text: '', attachments: [{ fileName: 'x', odd: true }], replyTo: first.id },
    editedAt: null,
  });
  expect(oldest).toEqual({
    ...{ id: first.id, conversationId: group, senderId: 'ann', clientId: 'c1', offset: first.offset },
    body: { text: 'ONE', custom: { a: 1 } },
    ...{ createdAt: first.at, editedAt: first.at + 5, isRead: false },
    reactions: [{ reaction: '👍', count: 1, own: true }],
  });
  const stranger = await bed.caller('eve');
  for (const call of [
    () => messages.send(stranger, group, saying('x')),
    () => messages.list(stranger, group, { limit: 1, order: 'newest' }),
    () => messages.get(stranger, group, first.id),
    () => messages.edit(stranger, group, first.id, 'x'),
    () => messages.deleteForAll(stranger, group, [first.id]),
    () => messages.hide(stranger, group, [first.id]),
    () => messages.read(stranger, group, null),
    () => messages.typing(stranger, group, null),
    () => messages.react(stranger, group, first.id, { add: 'x' }),
    () => messages.reactionsOf(stranger, group, first.id),
    () => messages.signal(stranger, { conversationId: group }, { id: '1', custom: {} }),
  ]) {
    expect(await refusal(call())).toBe('not_member');
  }
  expect(await messages.locate(stranger, first.id)).toBeNull();
  expect(await messages.locate(bob, first.id)).toMatchObject({ conversationId: group });
  expect(await messages.locate(bob, 'f'.repeat(24))).toBeNull();
  expect(bed.failures).toEqual([]);
});

/** A list within a list, and so on. */
function nested(levels: number): unknown[] {
  return levels === 1 ? [] : [nested(levels - 1)];
}

test('what cannot be said is refused with its reason, and nothing of it is stored', async () => {
  await using bed = await chatBed();
  const { ann, bob, group, pair } = await people(bed);
  const { messages, blocks } = bed.chat;
  const elsewhere = await messages.send(ann, pair, saying('here'));
  const send = (message: NewMessage) => refusal(messages.send(ann, group, message));
  expect(await send(saying(''))).toBe('message_empty');
  expect(await send(saying('x'.repeat(65_537)))).toBe('payload_too_large');
  expect(await send(saying('x', { replyTo: elsewhere.id }))).toBe('reply_not_found');
  expect(await send(saying('x', { replyTo: 'no id' }))).toBe('reply_not_found');
  expect(await send(saying('x', { forwardOf: 'no id' }))).toBe('bad_request');
  for (const custom of [{ conversation_kicked: 1 }, { type: 'added_participant' }]) {
    expect(await send(saying('x', { custom }))).toBe('reserved_field');
    const signalled = messages.signal(ann, { conversationId: group }, { id: '1', custom });
    expect(await refusal(signalled)).toBe('reserved_field');
  }
  expect(await send(saying('x', { custom: { deep: nested(100) } }))).toBe('bad_request');
  expect(await send(saying('x', { attachments: [{ deep: nested(100) }] }))).toBe('bad_request');
  expect(await texts(bed, ann, group)).toEqual([]);

  await blocks.block(bob, ['ann']);
  expect(await refusal(messages.send(ann, pair, saying('x')))).toBe('blocked');
  expect(await refusal(messages.send(bob, pair, saying('x')))).toBe('blocked');
  expect(await refusal(messages.typing(ann, pair, null))).toBe('blocked');
  await messages.send(ann, group, saying('blocks are not for groups'));
});

test('a message that is sent again gets its first answer, also by who could not send it any more', async () => {
  await using bed = await chatBed();
  const { ann, bob, cyd, group, pair } = await people(bed);
  const { messages, conversations, blocks } = bed.chat;
  const inGroup = await messages.send(cyd, group, saying('x', { clientId: 'once' }));
  const inPair = await messages.send(bob, pair, saying('y', { clientId: 'once' }));
  expect(await messages.send(cyd, group, saying('x', { clientId: 'once' }))).toEqual({
    ...inGroup,
    duplicate: true,
  });
  await conversations.update(ann, group, { remove: ['cyd'] });
  await blocks.block(ann, ['bob']);
  expect((await messages.send(cyd, group, saying('x', { clientId: 'once' }))).id).toBe(inGroup.id);
  expect((await messages.send(bob, pair, saying('y', { clientId: 'once' }))).id).toBe(inPair.id);
  expect(await refusal(messages.send(cyd, group, saying('x', { clientId: 'new' })))).toBe('not_member');
  expect(await texts(bed, ann, pair)).toEqual(['y']);
});

test('only its author edits a message, only while it is a member, and nobody what the server told', async () => {
  await using bed = await chatBed();
  const { ann, bob, cyd, group } = await people(bed);
  const { messages, conversations } = bed.chat;
  const { id } = await messages.send(cyd, group, saying('mine'));
  expect(await refusal(messages.edit(ann, group, id, 'hers'))).toBe('not_author');
  expect(await refusal(messages.edit(cyd, group, id, ''))).toBe('message_empty');
  expect(await refusal(messages.edit(cyd, group, 'f'.repeat(24), 'x'))).toBe('message_not_found');
  await messages.edit({ ...cyd, isBackend: true }, group, id, 'still mine');
  expect(await refusal(messages.edit({ ...bob, isBackend: true }, group, id, 'x'))).toBe('not_author');
  await conversations.update(ann, group, { remove: ['cyd'] });
  expect(await refusal(messages.edit(cyd, group, id, 'gone'))).toBe('not_member');
  const [note] = await messages.list(ann, group, { limit: 1, order: 'newest' });
  expect(note).toMatchObject({
    senderId: 'ann',
    body: { system: { kind: 'member_removed', userId: 'cyd' } },
  });
  expect(await refusal(messages.edit(ann, group, note?.id ?? '', 'x'))).toBe('not_author');
  expect((await messages.get(ann, group, id)).body.text).toBe('still mine');
});

test('who may delete for all follows from the message, the role and the settings, for all of the ids or none', async () => {
  await using bed = await chatBed();
  const { ann, bob, cyd, group, pair } = await people(bed);
  const { messages } = bed.chat;
  const say = async (caller: ChatCaller, id: string) => (await messages.send(caller, id, saying('x'))).id;
  const [annIn, bobIn, cydIn] = [await say(ann, group), await say(bob, group), await say(cyd, group)];
  const elsewhere = await say(ann, pair);
  expect(await refusal(messages.deleteForAll(bob, group, [bobIn, annIn]))).toBe('may_not_delete');
  expect(await texts(bed, ann, group)).toHaveLength(3);
  expect(await messages.deleteForAll(bob, group, [bobIn, elsewhere, 'junk', bobIn])).toEqual([bobIn]);
  expect(await messages.deleteForAll(bob, group, [bobIn])).toEqual([]);
  expect(await messages.deleteForAll(ann, group, [cydIn])).toEqual([cydIn]);
  expect(await messages.deleteForAll(bob, pair, [elsewhere])).toEqual([elsewhere]);

  const chat = { ...bed.app.settings.chat, adminsDeleteMessages: false, peersDeleteMessages: false };
  await bed.core.apps.update('acme', { settingsOf: (settings) => ({ ...settings, chat }) });
  const [mine, theirs] = [await say(cyd, group), await say(ann, pair)];
  expect(await refusal(messages.deleteForAll(ann, group, [mine]))).toBe('may_not_delete');
  expect(await refusal(messages.deleteForAll(bob, pair, [theirs]))).toBe('may_not_delete');
  expect(await messages.deleteForAll(ann, pair, [theirs])).toEqual([theirs]);
});

test('what one has hidden is hidden from that one alone, and counts as read', async () => {
  await using bed = await chatBed();
  const { ann, bob, group } = await people(bed);
  const { messages } = bed.chat;
  const ids: string[] = [];
  for (const text of ['1', '2', '3']) ids.push((await messages.send(ann, group, saying(text))).id);
  const [, second = '', third = ''] = ids;
  expect(await messages.hide(bob, group, [third, second, 'junk'])).toEqual([third, second]);
  expect(await messages.hide(bob, group, [third])).toEqual([]);
  expect(await texts(bed, bob, group)).toEqual(['1']);
  expect(await texts(bed, ann, group)).toEqual(['1', '2', '3']);
  expect((await messages.lastMessages(bob, [group])).get(group)?.body.text).toBe('1');
  expect((await messages.unreadCounts(bob, [group])).get(group)).toBe(1);
  expect(await refusal(messages.get(bob, group, third))).toBe('message_not_found');
});

test('lists are bounded by offset, by time of sending, and by time of change, and an edited message stays in place', async () => {
  await using bed = await chatBed();
  const { ann, group } = await people(bed);
  const { messages } = bed.chat;
  const sent = [];
  for (let nr = 0; nr < 12; nr += 1) {
    sent.push(await messages.send(ann, group, saying(String(nr))));
    bed.runtime.advance(10);
  }
  const list = async (query: object, order: 'newest' | 'oldest' = 'newest', limit = 100) =>
    (await messages.list(ann, group, { limit, order, ...query })).map(({ body }) => body.text).join(' ');
  const [third, ninth] = [sent[3], sent[9]];
  if (!third || !ninth) throw new Error('not sent');
  await messages.edit(ann, group, third.id, '3e');
  expect(await list({ createdBefore: third.at + 1 })).toBe('3e 2 1 0');
  expect(await list({ createdBefore: third.at }, 'newest', 2)).toBe('2 1');
  expect(await list({ beforeOffset: third.offset + 1, afterOffset: 1 })).toBe('3e 2 1');
  expect(await list({ changedAfter: ninth.at })).toBe('11 10 3e');
  expect(await list({ changedAfter: ninth.at }, 'oldest')).toBe('3e 10 11');
  expect(await list({ changedAfter: ninth.at }, 'oldest', 2)).toBe('3e 10');
  expect(await list({ changedAfter: third.at - 1 }, 'oldest')).toBe('3e 4 5 6 7 8 9 10 11');
  expect(await list({ changedAfter: bed.runtime.clock.now() })).toBe('');
  expect(await list({ createdBefore: 1 })).toBe('');
  expect(await list({ ids: [ninth.id, third.id, 'junk'] })).toBe('9 3e');
  expect(await list({ changedAfter: 0 })).toBe('11 10 9 8 7 6 5 4 3e 2 1 0');
});

test('a backend may publish anything on the channel, and only what it names message is one', async () => {
  await using bed = await chatBed();
  const { ann, group } = await people(bed);
  const channel = channelOf(group);
  const backend = {
    ...{ app: bed.app, grants: [], sessionId: null, address: '' },
    principal: { kind: 'admin', name: 'backend' },
  } as const;
  const publish = (name: string, body: Body) =>
    bed.core.publisher.publish(
      backend,
      { channel, name, body, clientId: null, exclude: null, asUser: null },
      'test',
    );
  await publish('price', Body.ofValue({ text: 'no message' }));
  const bodies = [
    Body.ofText('plain'),
    Body.ofValue('a string'),
    Body.ofValue([1]),
    Body.ofValue(null),
    Body.ofValue({ odd: 1 }),
    Body.ofValue({ text: 'x', attachments: 'none', replyTo: 7, system: { kind: 'odd' }, more: 1 }),
    Body.ofValue({ text: 'deep', custom: { deep: nested(1000) } }),
    Body.ofValue({ deep: nested(1000) }),
  ];
  for (const body of bodies) await publish('message', body);
  const messages = await bed.chat.messages.list(ann, group, { limit: 100, order: 'oldest' });
  expect(messages.map(({ body }) => body)).toEqual([
    { text: 'plain' },
    { text: 'a string' },
    { text: '[1]' },
    { text: 'null' },
    { text: '', custom: { odd: 1 } },
    { text: 'x' },
    { text: 'deep' },
    { text: JSON.stringify({ deep: nested(1000) }) },
  ]);
  expect(messages.map(({ senderId }) => senderId)).toEqual(bodies.map(() => null));
  expect((await bed.chat.messages.unreadCounts(ann, [group])).get(group)).toBe(bodies.length);
});

test('bans, mutes and the messaging switch hold for messages as everywhere, and a backend is above them', async () => {
  await using bed = await chatBed();
  const { ann, bob, group, pair } = await people(bed);
  const { messages } = bed.chat;
  const { id } = await messages.send(bob, group, saying('before'));
  const impose = (kind: 'ban' | 'mute', channel: string | null) =>
    bed.core.moderation.impose([
      { kind, appId: 'acme', userId: 'bob', channel, reason: '', author: '', expiresAt: null },
    ]);
  await impose('mute', channelOf(group));
  expect(await refusal(messages.send(bob, group, saying('x')))).toBe('muted');
  expect(await refusal(messages.typing(bob, group, null))).toBe('muted');
  expect(await refusal(messages.react(bob, group, id, { add: 'x' }))).toBe('muted');
  expect(await refusal(messages.edit(bob, group, id, 'x'))).toBe('muted');
  expect(await refusal(messages.deleteForAll(bob, group, [id]))).toBe('muted');
  // Reading is not speaking.
  await messages.send(ann, group, saying('news'));
  expect(await messages.read(bob, group, null)).toHaveLength(1);
  await messages.send({ ...bob, isBackend: true }, group, saying('by the backend'));
  await messages.send(bob, pair, saying('elsewhere'));
  await impose('ban', channelOf(group));
  expect(await refusal(messages.list(bob, group, { limit: 1, order: 'newest' }))).toBe('banned');
  await impose('mute', null);
  const toAnn = messages.signal(bob, { userIds: ['ann'] }, { id: '1', custom: {} });
  expect(await refusal(toAnn)).toBe('muted');
  await bed.core.apps.update('acme', { settingsOf: (now) => ({ ...now, messagingEnabled: false }) });
  expect(await refusal(messages.send(ann, group, saying('x')))).toBe('messaging_disabled');
  expect((await messages.list(ann, group, { limit: 1, order: 'newest' }))[0]).toMatchObject({
    senderId: 'bob',
    body: { text: 'by the backend' },
  });
});

test('a user puts at most twenty reactions on a message, and they go with it', async () => {
  await using bed = await chatBed();
  const { ann, bob, group } = await people(bed);
  const { messages } = bed.chat;
  const { id } = await messages.send(ann, group, saying('x'));
  for (let nr = 0; nr < 20; nr += 1) await messages.react(bob, group, id, { add: `r${nr}` });
  expect(await refusal(messages.react(bob, group, id, { add: 'more' }))).toBe('too_many_reactions');
  expect(await messages.react(bob, group, id, { add: 'r3' })).toBe(false);
  expect(await messages.react(bob, group, id, { add: 'more', remove: 'r0' })).toBe(true);
  expect(await messages.react(bob, group, id, { remove: 'r0' })).toBe(false);
  bed.runtime.advance(1);
  await messages.react(ann, group, id, { add: 'more' });
  expect((await messages.reactionsOf(ann, group, id)).get('more')).toEqual(['bob', 'ann']);
  await messages.deleteForAll(ann, group, [id]);
  expect(await refusal(messages.react(bob, group, id, { add: 'x' }))).toBe('message_not_found');
  expect(await bed.core.store.chat.messages.reactions(id, 100)).toEqual([]);
});

test('who had left a private conversation is in it again when it is written to, unless nobody would hear', async () => {
  await using bed = await chatBed();
  const { ann, bob, pair } = await people(bed);
  const { messages, conversations } = bed.chat;
  await conversations.leave(bob, pair);
  await bed.core.moderation.impose([
    { kind: 'mute', appId: 'acme', userId: 'ann', channel: null, reason: '', author: '', expiresAt: null },
  ]);
  expect(await refusal(messages.send(ann, pair, saying('x')))).toBe('muted');
  expect(await refusal(conversations.require(bob, pair))).toBe('not_member');
  await bed.core.moderation.lift([{ kind: 'mute', appId: 'acme', userId: 'ann', channel: null }]);
  await messages.send(ann, pair, saying('back'));
  expect(await texts(bed, bob, pair)).toEqual(['back']);
  expect((await messages.unreadCounts(bob, [pair])).get(pair)).toBe(1);
});
