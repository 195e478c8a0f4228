import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { sendFrames } from './frame-sender.ts';
import { Garbage } from './garbage.ts';
import { type BadFrame, badFrame, deepFrame } from './garbage-frames.ts';

const SOCKETS = 35;
const FRAMES_EACH = 2000;
const DEEP_FRAMES = 100;

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

function isServerFault(answer: string): boolean {
  return /"code":"(internal|unavailable|INTERNAL_SERVER_ERROR)"/.test(answer);
}
