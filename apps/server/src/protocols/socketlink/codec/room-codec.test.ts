import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BROADCAST_SIGNAL } from '../../../core/channels/publisher.ts';
import { Body } from '../../../core/event/body.ts';
import type { Event } from '../../../core/event/event.ts';
import { NOWHERE } from '../../../core/event/position.ts';
import { BROADCAST_CHANNEL } from '../../../core/rules/built-in-rules.ts';
import { NO_FRAME } from './frame.ts';
import { RoomCodec } from './room-codec.ts';

const happening = {
  appId: 'a',
  channel: 'pub-x',
  id: '0'.repeat(24),
  at: 1,
  sender: { userId: 'ann', sessionId: null },
};
const publish = {
  ...happening,
  kind: 'publish',
  position: { epoch: 'e', offset: 1 },
  name: 'message',
  clientId: null,
  target: null,
} as const;
const signal = { ...happening, kind: 'signal', name: BROADCAST_SIGNAL, to: null } as const;
const presence = { ...happening, kind: 'presence', count: 1, userId: 'bob' } as const;

const codec = new RoomCodec();
const encode = (event: Event) => codec.encode(event, NOWHERE, '');

/** The JSON in a frame. */
function said(event: Event): unknown {
  const { bytes, messages } = encode(event);
  expect(messages).toBe(1);
  const short = bytes.readUInt8(1);
  return JSON.parse(bytes.subarray(short < 126 ? 2 : short === 126 ? 4 : 10).toString());
}

test('whatever texts an event holds, its frame is one JSON object with exactly those', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, fc.jsonValue(), (channel, userId, shown, data) => {
      fc.pre(!JSON.stringify([data]).includes('-0'));
      const wellFormed = (one: string): string => JSON.parse(Buffer.from(JSON.stringify(one)).toString());
      expect(said({ ...publish, channel, body: Body.ofValue(data) })).toEqual({
        data: JSON.parse(JSON.stringify(data)),
        source: 'user',
        rid: wellFormed(channel),
      });
      expect(said({ ...presence, channel, userId, action: 'join', body: Body.ofText(shown) })).toEqual({
        data: 'SOMEONE_JOINED_THE_ROOM',
        uid: wellFormed(userId),
        metadata: wellFormed(shown),
        source: 'server',
        rid: wellFormed(channel),
      });
      const broadcast = { ...signal, channel: BROADCAST_CHANNEL, body: Body.ofText(shown), to: userId };
      expect(said(broadcast)).toEqual({
        data: wellFormed(shown),
        source: 'admin',
        rid: wellFormed(userId),
        uid: wellFormed(userId),
      });
    }),
  );
});

test('what the protocol has no word for becomes no frame', () => {
  const body = Body.ofValue(1);
  const without: Event[] = [
    { ...publish, body: null },
    { ...publish, kind: 'edit', target: publish.id, body },
    { ...publish, kind: 'delete', target: publish.id, body: null },
    { ...signal, name: 'typing', body },
    { ...presence, action: 'update', body },
  ];
  for (const event of without) expect(encode(event)).toBe(NO_FRAME);
});

test('frames joined keep their order and their number, and leave out what is none', () => {
  const frames = ['a', 'b', 'c'].map((data) => encode({ ...publish, body: Body.ofValue(data) }));
  const joined = codec.join(frames.flatMap((frame) => [NO_FRAME, frame]));
  expect(joined).toEqual({ bytes: Buffer.concat(frames.map(({ bytes }) => bytes)), messages: 3 });
  expect(codec.join([NO_FRAME, NO_FRAME]).messages).toBe(0);
});

test('only the body that was marked leaves as a binary message', () => {
  const body = Body.ofValue('x');
  codec.markBinary(body);
  expect(encode({ ...publish, body }).bytes.readUInt8(0)).toBe(0x82);
  expect(encode({ ...publish, body: Body.ofValue('x') }).bytes.readUInt8(0)).toBe(0x81);
});
