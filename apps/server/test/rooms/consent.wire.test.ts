import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verdict } from '../../src/core/effects/effects.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { clientCalls, messageIn } from './room-calls.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Stands in for the app's backend, which thinks until it is told its answer. */
function thinking() {
  const { admission } = server.running.core;
  const asked = admission.ask;
  let answer = (_verdict: Verdict): void => {};
  let isAsked = (): void => {};
  const question = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const verdict = new Promise<Verdict>((resolve) => {
    answer = resolve;
  });
  admission.ask = () => {
    isAsked();
    return verdict;
  };
  return {
    question,
    answer,
    [Symbol.dispose]: () => {
      admission.ask = asked;
    },
  };
}

test('who is refused does not enter, and is told so', async () => {
  using ann = await SocketLinkClient.connect(server, 'refused');
  using backend = thinking();
  backend.answer('refused');
  const { status, body } = await clientCalls(server, ann.uid).enter('pri-x');
  expect([status, messageIn(body)]).toEqual([403, 'You are not allowed to access this private room!']);
  expect(ann.entrance.has('pri-x')).toBe(false);
});

test('a client that was banned while the backend thought about it does not enter', async () => {
  using ann = await SocketLinkClient.connect(server, 'banned meanwhile');
  using backend = thinking();
  const entering = clientCalls(server, ann.uid).enter('pri-x');
  await backend.question;
  await adminRest(server)('POST', '/rooms/users/ban', [{ rid: 'pri-x', uid: [ann.uid] }]);
  backend.answer('admitted');
  const { status, body } = await entering;
  expect([status, messageIn(body)]).toEqual([403, 'You have been banned from this room!']);
  expect(ann.entrance.has('pri-x')).toBe(false);
});

test('a client that left while the backend thought about it is no client any more, and its successor is not let in', async () => {
  using ann = await SocketLinkClient.connect(server, 'gone meanwhile');
  using backend = thinking();
  const entering = clientCalls(server, ann.uid).enter('pri-x');
  await backend.question;
  const { session } = ann;
  ann.socket.close();
  await ann.closed;
  await expect.poll(() => session.ended).toBe(true);
  using successor = await SocketLinkClient.connect(server, 'gone meanwhile');
  backend.answer('admitted');
  const { status, body } = await entering;
  expect([status, messageIn(body)]).toEqual([404, 'Invalid uid!']);
  expect(successor.entrance.has('pri-x')).toBe(false);
});
