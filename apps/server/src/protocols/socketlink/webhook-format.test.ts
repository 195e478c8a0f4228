import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import { socketlinkFormat } from './webhook-format.ts';

const at = 1;
const nasty = 'a "quote"\n\u2028\u0000\\';

function encoded(happening: Parameters<typeof socketlinkFormat.encode>[0]): unknown {
  const body = socketlinkFormat.encode(happening, 'delivery');
  return body === null ? null : JSON.parse(body);
}

test.each([
  [Body.ofText(nasty), nasty],
  [Body.ofValue(nasty), nasty],
  [Body.ofValue({ deep: [nasty, 1, null] }), { deep: [nasty, 1, null] }],
])('a message is told as text where it is text, and as JSON where it is more', (body, message) => {
  const happening = {
    kind: 'message',
    appId: 'a',
    channel: `pub-${nasty}`,
    at,
    userId: nasty,
    id: '1',
    name: 'm',
    body,
  };
  expect(encoded({ ...happening, kind: 'message' })).toEqual({
    event: 'ON_MESSAGE',
    uid: nasty,
    rid: `pub-${nasty}`,
    message,
  });
});

test.each([
  ['subscribed', { event: 'ON_SUBSCRIBE', connections_in_room: '3' }],
  ['unsubscribed', { event: 'ON_UNSUBSCRIBE', connections_in_room: '3' }],
  ['occupied', { event: 'ON_ROOM_OCCUPIED' }],
  ['vacated', { event: 'ON_ROOM_VACATED' }],
] as const)('%s is told as the original tells it, the count as a string', (kind, told) => {
  const happening = { kind, appId: 'a', channel: 'pri-state-x', at, userId: 'ann', subscribers: 3 };
  expect(encoded(happening)).toEqual({ uid: 'ann', rid: 'pri-state-x', ...told });
  expect(encoded({ ...happening, userId: null })).toEqual({ uid: '', rid: 'pri-state-x', ...told });
});

test('of channels that are no rooms nothing is told or asked', () => {
  const happening = { kind: 'subscribed', appId: 'a', at, userId: 'ann', subscribers: 1 } as const;
  for (const channel of ['#broadcast', 'private-x', 'room', 'conversation:1']) {
    expect(encoded({ ...happening, channel })).toBeNull();
    expect(socketlinkFormat.encodeQuestion({ userId: 'ann', channel })).toBeNull();
  }
});

test('whether a user may enter is asked with uid and rid', () => {
  const body = socketlinkFormat.encodeQuestion({ userId: nasty, channel: 'pri-x' });
  expect(JSON.parse(body ?? '')).toEqual({ event: 'ON_VERIFICATION_REQUEST', uid: nasty, rid: 'pri-x' });
});

test('the signature is the HMAC of the body in lower-case hex', () => {
  const body = '{"event":"ON_MESSAGE","message":"ü"}';
  expect(socketlinkFormat.sign(body, { secret: 'secret', appKey: null }, 1)).toEqual({
    'X-HMAC-Signature': createHmac('sha256', 'secret').update(Buffer.from(body)).digest('hex'),
  });
});
