import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Happening } from '../../core/effects/happening.ts';
import { Body } from '../../core/event/body.ts';
import { socketIdOf } from './session/socket-id.ts';
import { pusherFormat } from './webhook-format.ts';

const AT = 1_327_078_148_132;
const common = { appId: 'acme', channel: 'presence-"a"\n', at: AT, userId: 'ann' } as const;
const channel = common.channel;
const sessionId = '000000000001000000000002';
const said = { ...common, kind: 'client_event', name: 'client-moved', sessionId } as const;

const encoded = (happening: Happening): string => pusherFormat.encode(happening, 'd1') ?? 'nothing';
const told = (happening: Happening): unknown => JSON.parse(encoded(happening));

test.each<[Happening, object]>([
  [
    { kind: 'occupied', ...common, subscribers: 1 },
    { name: 'channel_occupied', channel },
  ],
  [
    { kind: 'vacated', ...common, subscribers: 0 },
    { name: 'channel_vacated', channel },
  ],
  [
    { kind: 'joined', ...common, members: 1 },
    { name: 'member_added', channel, user_id: 'ann' },
  ],
  [
    { kind: 'left', ...common, members: 0 },
    { name: 'member_removed', channel, user_id: 'ann' },
  ],
  [
    { kind: 'cache_miss', ...common },
    { name: 'cache_miss', channel },
  ],
  [
    { kind: 'subscribers', ...common, subscribers: 7 },
    { name: 'subscription_count', channel, subscription_count: 7 },
  ],
])('$kind is told in Pusher’s words, and nothing else', (happening, event) => {
  expect(told(happening)).toEqual({ time_ms: AT, events: [event] });
});

test('a user id stays a number where it came as one', () => {
  expect(encoded({ kind: 'joined', ...common, userId: '7', userIdJson: '7', members: 1 })).toContain(
    '"user_id":7}',
  );
});

test('a client event is told with its data as the client sent it, and who sent it where all know that', () => {
  const body = Body.ofJson('{"n": 1.0, "text":"]}\\u0000"}');
  const text = encoded({ ...said, body, isMember: true });
  expect(text).toContain('"data":{"n": 1.0, "text":"]}\\u0000"}');
  const event = {
    name: 'client_event',
    channel,
    event: 'client-moved',
    data: { n: 1, text: ']}\0' },
    socket_id: socketIdOf(sessionId),
  };
  expect(JSON.parse(text)).toEqual({ time_ms: AT, events: [{ ...event, user_id: 'ann' }] });
  expect(told({ ...said, body, isMember: false })).toEqual({ time_ms: AT, events: [event] });
  expect(told({ ...said, body, isMember: true, userId: null })).toEqual({ time_ms: AT, events: [event] });
});

test('of what is published, and of each connection, nothing is told; nothing is asked', () => {
  const body = Body.ofText('x');
  expect(pusherFormat.encode({ kind: 'message', ...common, id: 'e', name: 'm', body }, 'd1')).toBeNull();
  expect(pusherFormat.encode({ kind: 'subscribed', ...common, subscribers: 1 }, 'd1')).toBeNull();
  expect(pusherFormat.encode({ kind: 'unsubscribed', ...common, subscribers: 1 }, 'd1')).toBeNull();
  expect(pusherFormat.encodeQuestion({ userId: 'ann', channel })).toBeNull();
});

test('several are told in one body with the time of the first, whatever their data look like', () => {
  const nasty = Body.ofJson('"]},{\\"name\\":\\"x\\"}\\n"');
  const bodies = [
    encoded({ kind: 'occupied', ...common, subscribers: 1 }),
    encoded({ ...said, at: AT + 1, body: nasty, isMember: false }),
    encoded({ kind: 'vacated', ...common, at: AT + 2, subscribers: 0 }),
  ];
  expect(JSON.parse(pusherFormat.join?.(bodies) ?? '')).toEqual({
    time_ms: AT,
    events: [
      { name: 'channel_occupied', channel },
      {
        name: 'client_event',
        channel,
        event: 'client-moved',
        data: ']},{"name":"x"}\n',
        socket_id: socketIdOf(sessionId),
      },
      { name: 'channel_vacated', channel },
    ],
  });
  expect(pusherFormat.join?.(bodies.slice(0, 1))).toBe(bodies[0]);
});

test('by default requests are tried for five minutes, and who leaves is told after three seconds', () => {
  expect(pusherFormat.defaults).toEqual({ retryForMs: 300_000, leaveDelayMs: 3000 });
});

test('a body is signed by its HMAC in hex, beside the app’s key', () => {
  const body = '{"time_ms":1,"events":[]}';
  expect(pusherFormat.sign(body, { secret: 'secret', appKey: 'key' }, 5)).toEqual({
    'X-Pusher-Key': 'key',
    'X-Pusher-Signature': createHmac('sha256', 'secret').update(body).digest('hex'),
  });
});
