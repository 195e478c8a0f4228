import { expect, test } from 'vitest';
import { simulateAs } from '../simulation/simulate.ts';
import { CONVERSATION, SimulatedChat } from '../simulation/simulated-chat.ts';
import { ChatParley } from './chat-parley.ts';

function chatting() {
  const world = simulateAs(ChatParley, { token: async () => 'token' });
  const server = new SimulatedChat(world.server);
  const conversation = world.parley.chat.conversation(CONVERSATION);
  return { ...world, bob: server, conversation };
}

const CHANNEL = `conversation:${CONVERSATION}`;
const typing = (user: string, data: object = {}) => ({ type: 'signal', name: 'typing', user, data, at: 0 });

test('who writes is shown for six seconds after saying so, and no longer once it has said it, or stops', async () => {
  const { server, runtime, conversation, bob } = chatting();
  await runtime.run(1000);
  server.send(CHANNEL, typing('bob'));
  await runtime.run(5000);
  server.send(CHANNEL, typing('bob'));
  await runtime.run(5000);
  expect(conversation.typers).toEqual(['bob']);
  expect(conversation.typers).toBe(conversation.typers);
  await runtime.run(1500);
  expect(conversation.typers).toEqual([]);
  server.send(CHANNEL, typing('bob'));
  server.send(CHANNEL, typing('eve'));
  server.send(CHANNEL, typing('ann'));
  await runtime.run(100);
  expect(conversation.typers).toEqual(['bob', 'eve']);
  server.send(CHANNEL, typing('eve', { status: 'stop' }));
  bob.say('here it is');
  await runtime.run(100);
  expect(conversation.typers).toEqual([]);
});

test('however often one types, it is said once in three seconds', async () => {
  const { server, runtime, conversation } = chatting();
  await runtime.run(1000);
  for (let key = 0; key < 62; key++) {
    conversation.typing();
    await runtime.run(100);
  }
  expect(server.requests.filter((path) => path === 'chat.messages.typing')).toHaveLength(3);
});

test('reading is told once for all that is there, and not again before there is more', async () => {
  const { server, runtime, conversation, bob } = chatting();
  for (let n = 0; n < 3; n++) bob.say(`${n}`);
  await runtime.run(1000);
  expect(conversation.unread).toBe(3);
  const marked = Promise.all([conversation.markRead(), conversation.markRead()]);
  await runtime.run(1000);
  await marked;
  await conversation.markRead();
  const told = () => server.requests.filter((path) => path === 'chat.messages.read').length;
  expect(told()).toBe(1);
  expect(conversation.unread).toBe(0);
  bob.say('one more');
  await runtime.run(1000);
  expect(conversation.unread).toBe(1);
  const again = conversation.markRead();
  await runtime.run(1000);
  await again;
  expect(told()).toBe(2);
  expect(bob.unread).toBe(0);
});

test('a message that was not sent can be taken back; one that may be stored cannot', async () => {
  const { server, runtime, conversation, bob } = chatting();
  await runtime.run(1000);
  server.reachable = false;
  server.cut();
  const sent = conversation.send('never mind').catch((error: { code: string }) => error.code);
  const clientId = conversation.messages.items[0]?.clientId ?? '';
  expect(conversation.messages.discard(clientId)).toBe(true);
  expect(conversation.messages.items).toEqual([]);
  expect(await sent).toBe('aborted');
  server.reachable = true;
  await runtime.run(60_000);
  conversation.send('under way');
  expect(conversation.messages.discard(conversation.messages.items[0]?.clientId ?? '')).toBe(false);
  await runtime.run(1000);
  expect(bob.messages.map(({ text }) => text)).toEqual(['under way']);
});

test('a refused message is shown as failed, and sent under its own id when it is tried again', async () => {
  const { server, runtime, conversation, bob } = chatting();
  await runtime.run(1000);
  server.refuse = (path) => (path === 'chat.messages.send' ? { code: 'muted', retry: 'never' } : null);
  conversation.send('hello');
  const [shown] = conversation.messages.items;
  await runtime.run(1000);
  expect(conversation.messages.items).toMatchObject([
    { key: shown?.key, status: 'failed', error: { code: 'muted' } },
  ]);
  server.refuse = () => null;
  const again = conversation.messages.retry(shown?.clientId ?? '');
  expect(conversation.messages.items).toMatchObject([{ key: shown?.key, status: 'sending' }]);
  await runtime.run(1000);
  await again;
  expect(conversation.messages.items).toMatchObject([{ key: shown?.key, status: 'sent' }]);
  expect(bob.messages).toMatchObject([{ text: 'hello', clientId: shown?.clientId }]);
});

test('what did not change is the same object, so that lists draw only what did', async () => {
  const { server, runtime, conversation, bob } = chatting();
  bob.say('one');
  bob.say('two');
  await runtime.run(1000);
  const [one, two] = conversation.messages.items;
  expect(conversation.messages.items).toBe(conversation.messages.items);
  server.cut();
  await runtime.run(10_000);
  expect(conversation.messages.items[0]).toBe(one);
  bob.change(0, 'ONE');
  await runtime.run(1000);
  expect(conversation.messages.items[0]).toMatchObject({ id: one?.id, text: 'ONE' });
  expect(conversation.messages.items[1]).toBe(two);
});

test('a gap is told, and what is shown then is what the server has', async () => {
  const { server, runtime, conversation, bob } = chatting();
  for (let n = 0; n < 5; n++) bob.say(`${n}`);
  await runtime.run(1000);
  let gaps = 0;
  conversation.messages.onGap(() => {
    gaps++;
  });
  server.reachable = false;
  server.cut();
  bob.change(1, null);
  for (let n = 5; n < 9; n++) bob.say(`${n}`);
  server.log(CHANNEL).trim(1);
  server.reachable = true;
  await runtime.run(60_000);
  expect(gaps).toBeGreaterThan(0);
  expect(conversation.messages.items.map(({ text }) => text)).toEqual([
    '0',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
  ]);
});

test('a user nobody knows is told so, and a client without a name keeps nothing open', async () => {
  const world = simulateAs(ChatParley);
  world.server.refuse = (path) =>
    path === 'session.whoAmI' ? { code: 'unauthenticated', retry: 'never' } : null;
  const conversation = world.parley.chat.conversation(CONVERSATION);
  const ready = conversation.ready.catch((error: { code: string }) => error.code);
  await world.runtime.run(1000);
  expect(await ready).toBe('unauthenticated');
  expect(conversation.status).toBe('ended');
});

test('closing the client ends what is live, and leaves no timer behind', async () => {
  const { server, runtime, conversation, parley } = chatting();
  const list = parley.chat.conversations();
  await runtime.run(1000);
  server.send(CHANNEL, typing('bob'));
  await runtime.run(100);
  server.refuse = () => ({ code: 'unavailable', retry: 'later', retryAfterMs: 60_000 });
  server.cut();
  await runtime.run(2000);
  parley.close();
  await runtime.run(100);
  expect(conversation.status).toBe('ended');
  expect(list.status).toBe('ended');
  await expect(conversation.send('too late')).rejects.toMatchObject({ code: 'closed' });
  expect(runtime.pendingTimers).toBe(0);
  expect(server.connections).toBe(0);
});
