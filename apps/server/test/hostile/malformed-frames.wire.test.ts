import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { caller } from '../channelstream/http-caller.ts';
import { SocketClient } from '../channelstream/listening.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { EngineLine } from '../sails/engine-line.ts';
import { channelstreamConnection } from './channelstream-connection.ts';
import { sendFrames } from './frame-sender.ts';
import { Garbage } from './garbage.ts';
import { type BadFrame, badFrame, deepFrame } from './garbage-frames.ts';
import { badPacket } from './garbage-packets.ts';

const SOCKETS = 35;
const FRAMES_EACH = 2000;
const DEEP_FRAMES = 100;
const PUSH_LINES = 300;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test(`${SOCKETS * FRAMES_EACH} malformed frames are answered one by one, as the client's fault, on connections that go on`, async () => {
  const callers = [{ key: APP_KEY }, { adminKey: ADMIN_KEY }];
  for (let socket = 0; socket < SOCKETS; socket += 1) {
    const garbage = new Garbage(simulatedRuntime({ seed: socket + 1 }).chance);
    const frames: BadFrame[] = Array.from({ length: FRAMES_EACH }, () => badFrame(garbage));
    const answers = await sendFrames(server.wsUrl, callers[socket % 2] ?? {}, frames);
    expect(answers.length).toBe(FRAMES_EACH);
    expect(answers.filter(isServerFault)).toEqual([]);
  }
  expect(server.errors).toEqual([]);
}, 120_000);

test('frames nested a hundred thousand deep are answered like any other', async () => {
  const garbage = new Garbage(simulatedRuntime({ seed: 7 }).chance);
  const frames = Array.from({ length: DEEP_FRAMES }, () => deepFrame(garbage));
  const answers = await sendFrames(server.wsUrl, { adminKey: ADMIN_KEY }, frames);
  expect(answers.length).toBe(DEEP_FRAMES);
  expect(answers.filter(isServerFault)).toEqual([]);
  expect(server.errors).toEqual([]);
});

test('a client that sends nothing readable a hundred times in a row is told so and sent away', async () => {
  const socket = new WebSocket(`${server.wsUrl}/trpc?connectionParams=1`);
  await once(socket, 'open');
  socket.send(JSON.stringify({ method: 'connectionParams', data: { key: APP_KEY } }));
  for (let frame = 0; frame < 100; frame += 1) socket.send('{');
  const [code, reason]: unknown[] = await once(socket, 'close');
  expect(code).toBe(4000);
  expect(JSON.parse(String(reason))).toEqual({ code: 'bad_request' });
});

test('whatever a Channelstream client sends is heard in silence, and it goes on hearing', async () => {
  const connId = await channelstreamConnection(server, 'ann', ['garbage']);
  await using client = await SocketClient.open(server, connId);
  const garbage = new Garbage(simulatedRuntime({ seed: 8 }).chance);
  for (let sent = 0; sent < FRAMES_EACH; sent += 1) client.socket.send(badFrame(garbage));
  const message = { channel: 'garbage', user: 'bob', message: { text: 'still here' } };
  expect(await caller(server)('POST', '/message', [message])).toMatchObject({ status: 200 });
  await client.says('still here');
  expect(client.told).toHaveLength(1);
  expect(server.errors).toEqual([]);
});

test('a push client that sends no packet of the protocol is closed or answered, and others are served', async () => {
  using witness = await EngineLine.enter(server, 4);
  let closed = 0;
  let answered = 0;
  for (let line = 0; line < PUSH_LINES; line += 1) {
    const garbage = new Garbage(simulatedRuntime({ seed: 100 + line }).chance);
    using rude = await EngineLine.enter(server, line % 2 === 0 ? 3 : 4);
    for (let sent = 0; sent < 3; sent += 1) rude.send(badPacket(garbage));
    const isOver = rude.closed.then(() => true);
    const isHeard = rude.post(9_999_999, '/channel/subscribe', { channel: 'garbage' }).then(() => false);
    if (await Promise.race([isOver, isHeard])) closed += 1;
    else answered += 1;
    expect(rude.frames.items.filter((frame) => /E_INTERNAL|"statusCode":5/.test(frame))).toEqual([]);
  }
  expect(closed, 'packets that are none').toBeGreaterThan(0);
  expect(answered, 'packets that ask for what there is not').toBeGreaterThan(0);
  expect(await witness.post(1, '/channel/subscribe', { channel: 'garbage' })).toContain('"statusCode":200');
  expect(server.errors).toEqual([]);
});

function isServerFault(answer: string): boolean {
  return /"code":"(internal|unavailable|INTERNAL_SERVER_ERROR)"/.test(answer);
}
