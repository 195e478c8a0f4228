import { expect, test } from 'vitest';
import { Body } from '../../../core/event/body.ts';
import type { LoggedEvent, PresenceChange, Signal } from '../../../core/event/event.ts';
import { EventCodec } from './event-codec.ts';
import { copyExtras, originalExtras } from './push-extras.ts';

const codec = new EventCodec();
const common = {
  appId: 'a',
  channel: 'room "1"',
  id: '0123456789abcdef01234567',
  at: 0,
  sender: { userId: null, sessionId: null },
};
const publish: LoggedEvent = {
  ...common,
  kind: 'publish',
  position: { epoch: 'e', offset: 1 },
  name: 'Message',
  body: Body.ofJson('{"n": 1.0}'),
  clientId: null,
  target: null,
};
const signal: Signal = { ...common, kind: 'signal', name: 'typing', body: Body.ofJson('[1]'), to: null };
const packetsOf = (frame: ReturnType<EventCodec['encode']>) => frame.parts.map(({ packet }) => packet);

test('an event is its name and its body as it came, with exactly one argument', () => {
  expect(packetsOf(codec.encode(publish))).toEqual(['2["Message",{"n": 1.0}]']);
  expect(packetsOf(codec.encode({ ...publish, body: Body.ofText('say "hi"') }))).toEqual([
    '2["Message","say \\"hi\\""]',
  ]);
  expect(packetsOf(codec.encode(signal))).toEqual(['2["typing",[1]]']);
});

test.each([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  'sails:parseError',
])('an event named %s, which other protocols let through, arrives under another name', (name) => {
  expect(packetsOf(codec.encode({ ...publish, name }))).toEqual([`2["event:${name}",{"n": 1.0}]`]);
  expect(packetsOf(codec.encode({ ...signal, name }))).toEqual([`2["event:${name}",[1]]`]);
});

test('nobody can say in the name of the server what became of a message or a channel', () => {
  for (const name of ['parley:edited', 'parley:deleted', 'parley:unsubscribed']) {
    expect(packetsOf(codec.encode({ ...publish, name }))).toEqual([`2["event:${name}",{"n": 1.0}]`]);
  }
  expect(packetsOf(codec.encode({ ...signal, name: 'parley:broadcast' }))).toEqual([
    '2["parley:broadcast",[1]]',
  ]);
});

test('changes name the channel, which packets do not', () => {
  const change = { ...publish, target: 'fedcba' } as const;
  const about = '"id":"0123456789abcdef01234567","target":"fedcba","channel":"room \\"1\\""';
  expect(packetsOf(codec.encode({ ...change, kind: 'edit' }))).toEqual([
    `2["parley:edited",{${about},"data":{"n": 1.0}}]`,
  ]);
  expect(packetsOf(codec.encode({ ...change, kind: 'delete', body: null }))).toEqual([
    `2["parley:deleted",{${about}}]`,
  ]);
});

test('who comes and goes is not told, nor what was deleted since', () => {
  const join: PresenceChange = {
    ...common,
    kind: 'presence',
    action: 'join',
    userId: 'ann',
    body: null,
    count: 1,
  };
  for (const event of [join, { ...publish, body: null }]) expect(codec.encode(event).length).toBe(0);
});

test('an event and its copies in other channels are known as one; events of one channel are not looked at', () => {
  const first = codec.encode({ ...publish, extras: Body.ofJson(originalExtras(['a', 'b'])) });
  const copy = codec.encode({
    ...publish,
    id: 'other',
    extras: Body.ofJson(copyExtras(publish, ['a', 'b'])),
  });
  expect([first.hasOnce, first.parts[0]?.once, copy.parts[0]?.once]).toEqual([true, publish.id, publish.id]);
  expect(codec.encode(publish).hasOnce).toBe(false);
  const strange = Body.ofJson('{"copyOf":7,"channels":"all","channelstream":{}}');
  expect(codec.encode({ ...publish, extras: strange }).hasOnce).toBe(false);
});

test('joined frames are the packets in order, and the bytes of their WebSocket frames one after the other', () => {
  const frames = [codec.encode(publish), codec.encode(signal)];
  const joined = codec.join(frames);
  expect(packetsOf(joined)).toEqual(frames.flatMap(packetsOf));
  expect(joined.bytes).toEqual(Buffer.concat(frames.map(({ bytes }) => bytes)));
  expect(joined.length).toBe(joined.bytes.length);
  expect(frames[0]?.bytes.subarray(2).toString(), 'a text frame of Engine.IO').toBe(
    '42["Message",{"n": 1.0}]',
  );
});

test('copies are told from originals by how what is written beside them begins', () => {
  expect(copyExtras(publish, ['a'])).toMatch(/^\{"copyOf":/);
  expect(originalExtras(['a'])).not.toMatch(/^\{"copyOf":/);
});
