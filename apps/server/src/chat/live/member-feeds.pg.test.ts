import { expect, test } from 'vitest';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { Session } from '../../core/session/session.ts';
import { channelOf } from '../conversations/conversation.ts';
import { REACTION_SIGNAL, READ_SIGNAL, SYSTEM_SIGNAL, TYPING_SIGNAL } from '../messages/messages.ts';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';
import type { ChatCodec, ChatNews } from './live-feeds.ts';

/** Says what happened in a few words, and how often it was asked to. */
class WordCodec implements ChatCodec<string> {
  encoded = 0;
  encode(news: ChatNews): string | null {
    this.encoded += 1;
    const { event } = news;
    if (event.kind === 'presence' || event.name === 'silent') return null;
    const what = event.kind === 'publish' ? event.name : `${event.kind} ${event.name}`;
    return news.kind === 'user' ? `own ${what}` : what;
  }
}

/** A connection with a feed, and what it heard. */
function listen(bed: ChatBed, userId: string, codec: ChatCodec<string> = new WordCodec()) {
  const session = bed.connect(userId);
  const heard: string[] = [];
  const send = (frame: string): void => void heard.push(frame);
  const outlet: Outlet<string> = { send, sendNow: send, bufferedBytes: 0, close() {} };
  const feed = bed.chat.live.open(session, userId, { codec, outlet });
  return { session, heard, feed, take: () => heard.splice(0) };
}

async function group(bed: ChatBed, session: Session) {
  const ann = await bed.caller('ann', { sessionId: session.id });
  const bob = await bed.caller('bob');
  await bed.caller('cyd');
  const { conversations } = bed.chat;
  const { view } = await conversations.create(ann, {
    kind: 'group',
    name: 'g',
    participants: ['bob', 'cyd'],
  });
  return { ann, bob, id: view.conversation.id };
}

test('every connection of every member hears what happens, but not the one that did it, and each frame is made once', async () => {
  await using bed = await chatBed();
  const codec = new WordCodec();
  const acting = listen(bed, 'ann', codec);
  const others = [listen(bed, 'ann', codec), listen(bed, 'bob', codec), listen(bed, 'bob', codec)];
  const stranger = listen(bed, 'eve', codec);
  const { ann, bob, id } = await group(bed, acting.session);
  const { messages } = bed.chat;
  for (const { take } of others) expect(take()).toEqual(['own conversation_created']);
  codec.encoded = 0;
  const sent = await messages.send(ann, id, { clientId: null, text: 'x' });
  expect(codec.encoded).toBe(1);
  await messages.edit(ann, id, sent.id, 'y');
  await messages.typing(ann, id, 'start');
  await messages.signal(ann, { conversationId: id }, { id: '1', custom: {} });
  await messages.react(ann, id, sent.id, { add: '+' });
  const said = ['message', 'edit message', `signal ${TYPING_SIGNAL}`, `signal ${SYSTEM_SIGNAL}`];
  const all = [...said, `signal ${REACTION_SIGNAL}`];
  for (const { take } of others) expect(take()).toEqual(all);
  expect(acting.take()).toEqual([]);

  await messages.read(bob, id, null);
  expect(acting.take().sort()).toEqual(['own messages_read', `signal ${READ_SIGNAL}`]);
  await messages.deleteForAll(ann, id, [sent.id]);
  expect(acting.take()).toEqual([]);
  expect(others.map(({ take }) => take().at(-1))).toEqual(others.map(() => 'delete message'));
  // What the server tells, everybody hears.
  await messages.tell(ann, id, { text: 'told', system: { kind: 'image_updated' } });
  expect(acting.take()).toEqual(['message']);
  expect(stranger.heard).toEqual([]);
  expect(bed.failures).toEqual([]);
});

test('a removed member hears nothing more, nor does one that is banned there, nor a feed that ended', async () => {
  await using bed = await chatBed();
  const owner = listen(bed, 'ann');
  const { ann, id } = await group(bed, owner.session);
  const [bob, cyd, left, closed] = ['bob', 'cyd', 'bob', 'cyd'].map((user) => listen(bed, user));
  if (!bob || !cyd || !left || !closed) throw new Error('nobody listens');
  const say = () => bed.chat.messages.send(ann, id, { clientId: null, text: 'x' });
  left.feed[Symbol.dispose]();
  bed.core.sessions.end(closed.session);
  await say();
  expect([bob.take(), cyd.take(), left.take(), closed.take()]).toEqual([['message'], ['message'], [], []]);
  const channel = channelOf(id);
  await bed.core.moderation.impose([
    { kind: 'ban', appId: 'acme', userId: 'cyd', channel, reason: '', author: '', expiresAt: null },
  ]);
  await bed.chat.conversations.update(ann, id, { remove: ['bob'] });
  bob.take();
  await say();
  expect([bob.take(), cyd.take()]).toEqual([[], []]);
});

test('signals to users reach them and nobody else, and not across a block', async () => {
  await using bed = await chatBed();
  const sender = listen(bed, 'ann');
  const { ann, bob } = await group(bed, sender.session);
  const [first, second] = [listen(bed, 'bob'), listen(bed, 'cyd')];
  const { messages, blocks } = bed.chat;
  await messages.signal(ann, { userIds: ['bob', 'nobody'] }, { id: '1', custom: { a: 1 } });
  expect([first.take(), second.take()]).toEqual([[`own signal ${SYSTEM_SIGNAL}`], []]);
  await blocks.block(bob, ['ann']);
  await messages.signal(ann, { userIds: ['bob', 'cyd'] }, { id: '1', custom: { a: 1 } });
  expect([first.take(), second.take()]).toEqual([[], [`own signal ${SYSTEM_SIGNAL}`]]);
  await expect(messages.signal(ann, { userIds: ['nobody'] }, { id: '1', custom: {} })).rejects.toMatchObject({
    reason: 'recipients_not_found',
  });
});

test('a codec that fails is told of, and keeps nothing from the others', async () => {
  await using bed = await chatBed();
  const encode = (): string => {
    throw new Error('no words');
  };
  const broken = listen(bed, 'bob', { encode });
  const sound = listen(bed, 'bob');
  const { ann, id } = await group(bed, bed.connect('ann'));
  bed.failures.length = 0;
  await bed.chat.messages.send(ann, id, { clientId: null, text: 'x' });
  expect(broken.heard).toEqual([]);
  expect(sound.heard).toContain('message');
  expect(bed.failures).toHaveLength(1);
});
