import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemChance } from '../../../src/runtime/chance.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { trigger } from './backend.ts';
import { RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const BAD = [
  '',
  '{',
  'null',
  '7',
  '"pusher:ping"',
  '[]',
  '[{"event":"pusher:ping"}]',
  '{}',
  '{"event":""}',
  '{"event":7}',
  '{"event":null,"data":{}}',
  '{"event":"pusher:subscribe"}',
  '{"event":"pusher:subscribe","data":null}',
  '{"event":"pusher:subscribe","data":"{"}',
  '{"event":"pusher:subscribe","data":{"channel":7}}',
  '{"event":"pusher:subscribe","data":{"channel":"private-x","auth":{}}}',
  '{"event":"pusher:subscribe","data":{"channel":"presence-x","auth":"a:b","channel_data":{}}}',
  '{"event":"pusher:unsubscribe","data":{}}',
  '{"event":"pusher:unsubscribe","data":{"channel":["news"]}}',
  '{"event":"pusher:signin","data":{"auth":"a:b"}}',
  '{"event":"pusher:signin","data":{"auth":"a:b","user_data":{"id":"ann"}}}',
  '{"event":"pusher:unknown","data":{}}',
  '{"event":"pusher_internal:member_added","channel":"presence-x","data":"{}"}',
  '{"event":"client-x","channel":{"a":1},"data":{}}',
  '{"event":"client-x","channel":"__proto__","data":{}}',
  `{"event":"client-x","channel":"private-x","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  `{"event":"pusher:subscribe","data":{"channel":"${'x'.repeat(100_000)}"}}`,
];

test.each(BAD)('%.60s is answered with an error, and the connection lives on', async (text) => {
  await using client = await RawClient.open(server);
  client.socket.send(text);
  const answer = await client.next(1, () => true);
  expect(['pusher:error', 'pusher:subscription_error']).toContain(answer.event);
  await client.settled();
  expect(client.frames.items).toHaveLength(3);
});

test('a binary frame is refused, and the connection lives on', async () => {
  await using client = await RawClient.open(server);
  client.socket.send(Buffer.from('{"event":"pusher:ping","data":{}}'));
  expect(await client.event('pusher:error')).toMatchObject({ data: { code: null } });
  await client.settled();
});

test('garbage by the thousand disturbs nobody, and each piece of it is answered', async () => {
  await using rude = await RawClient.open(server);
  await using reader = await RawClient.open(server);
  await reader.subscribe('news');
  const pieces = 5000;
  for (let n = 0; n < pieces; n += 1) {
    const bytes = systemChance.bytes(1 + Math.floor(systemChance.float() * 60));
    rude.socket.send(n % 2 === 0 ? bytes : `{"event":${JSON.stringify(bytes.toString('latin1'))}}`);
  }
  await trigger(server, { channel: 'news', name: 'said', data: 'x' });
  await reader.event('said');
  await rude.settled();
  expect(rude.events().filter((event) => event === 'pusher:error')).toHaveLength(pieces);
  expect(server.errors).toEqual([]);
});

test('data of the protocol’s own events may be JSON in a string, and unknown keys are let pass', async () => {
  await using client = await RawClient.open(server);
  client.socket.send('{"event":"pusher:ping","data":"{}","extra":1}');
  await client.event('pusher:pong');
  client.send('pusher:subscribe', '{"channel":"news","auth":null,"channel_data":null,"extra":1}');
  expect(await client.event('pusher_internal:subscription_succeeded')).toMatchObject({ channel: 'news' });
});
