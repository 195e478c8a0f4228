import { expect, test } from 'vitest';
import { success } from '../errors/envelope.ts';
import { Answer } from './answer.ts';
import { PacketEncoder } from './packet-encoder.ts';
import type { PushFrame } from './push-frame.ts';

const encoder = new PacketEncoder();

test.each([
  [{ type: 0, nsp: '/' }, '0'],
  [{ type: 0, nsp: '/', data: { sid: 's' } }, '0{"sid":"s"}'],
  [{ type: 1, nsp: '/' }, '1'],
  [{ type: 4, nsp: '/', data: { code: 401 } }, '4{"code":401}'],
  [
    { type: 4, nsp: '/admin', data: { message: 'Invalid namespace' } },
    '4/admin,{"message":"Invalid namespace"}',
  ],
  [{ type: 3, nsp: '/', id: 7, data: ['plain'] }, '37["plain"]'],
])('what Socket.IO says itself is written as it always is: %j', (packet, text) => {
  expect(encoder.encode(packet)).toEqual([text]);
});

test('answers go out by the outlet, where they are counted, and not by Socket.IO', () => {
  const sent: PushFrame[] = [];
  const outlet = { send: (frame: PushFrame) => sent.push(frame), sendNow() {}, bufferedBytes: 0, close() {} };
  const answer = new Answer({ ...success({ a: 1 }), retryAfterS: 2 }, outlet);
  expect(encoder.encode({ type: 3, nsp: '/', id: 0, data: [answer] })).toEqual([]);
  const envelope = '{"code":0,"data":{"a":1},"message":"Success","Error":null}';
  expect(sent.flatMap(({ parts }) => parts.map(({ packet }) => packet))).toEqual([
    `30[{"body":${envelope},"headers":{"retry-after":"2"},"statusCode":200}]`,
  ]);
});
