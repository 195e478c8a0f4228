import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Body } from '../../../core/event/body.ts';
import type { Event, LoggedEvent, PresenceChange, Signal } from '../../../core/event/event.ts';
import { EventCodec, type EventVariant } from './event-codec.ts';

const codec = new EventCodec();
const position = { epoch: 'e', offset: 1 };
const common = {
  appId: 'a',
  channel: 'presence-x',
  id: '0123456789abcdef01234567',
  at: 0,
  sender: { userId: '7', sessionId: 's', userIdJson: '7' },
};
const publish: LoggedEvent = {
  ...common,
  kind: 'publish',
  position,
  name: 'said',
  body: Body.ofText('hi'),
  clientId: null,
  target: null,
};
const signal: Signal = {
  ...common,
  kind: 'signal',
  name: 'typing',
  body: Body.ofJson('{"on": 1.0}'),
  to: null,
};
const join: PresenceChange = {
  ...common,
  kind: 'presence',
  action: 'join',
  userId: '7',
  idJson: '7',
  body: null,
  count: 1,
};

/** The JSON text in a frame, whose header has 2 or 4 bytes; empty for nothing. */
function textOf(event: Event, variant: EventVariant = 'members'): string {
  const frame = codec.encode(event, position, variant);
  return frame.length === 0 ? '' : frame.subarray((frame[1] ?? 0) < 126 ? 2 : 4).toString();
}

test('the data of a publish is its text in a string, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const frame = JSON.parse(textOf({ ...publish, body: Body.ofText(text) }));
      expect(frame).toEqual({ event: 'said', channel: 'presence-x', data: text });
    }),
  );
});

test('a signal becomes a client event whose data keeps its spelling, and tells who sent it only to members', () => {
  const head = '{"event":"client-typing","channel":"presence-x","data":{"on": 1.0}';
  expect(textOf(signal)).toBe(`${head},"user_id":7}`);
  expect(textOf(signal, 'plain')).toBe(`${head}}`);
  const nobody = { userId: null, sessionId: null };
  expect(textOf({ ...signal, sender: nobody })).toBe(`${head}}`);
  expect(textOf({ ...signal, sender: { ...signal.sender, claimed: true } })).toBe(`${head}}`);
});

test.each([
  ['client-moved', 'client-moved'],
  ['parley:broadcast', 'parley:broadcast'],
  ['my-client-x', 'client-my-client-x'],
  ['pusher:error', 'client-pusher:error'],
])('a signal called %s arrives as %s', (name, event) => {
  expect(JSON.parse(textOf({ ...signal, name }))).toMatchObject({ event });
});

test('who comes and goes is told to members only, with the id in its own type', () => {
  expect(JSON.parse(textOf(join))).toEqual({
    event: 'pusher_internal:member_added',
    channel: 'presence-x',
    data: '{"user_id":7,"user_info":null}',
  });
  expect(textOf(join, 'plain')).toBe('');
  const left = textOf({ ...join, action: 'leave', idJson: '"7"' });
  expect(JSON.parse(left)).toMatchObject({ data: '{"user_id":"7"}' });
  const changed = textOf({ ...join, action: 'update', body: Body.ofJson('{"a":1}') });
  expect(JSON.parse(changed)).toMatchObject({
    event: 'parley:member_updated',
    data: '{"user_id":7,"user_info":{"a":1}}',
  });
});

test.each(['pusher:error', 'pusher_internal:member_added'])('a publish called %s says nothing', (name) => {
  expect(textOf({ ...publish, name })).toBe('');
});

test('a publish whose content was deleted says nothing, and its deletion says which it was', () => {
  expect(textOf({ ...publish, body: null })).toBe('');
  const deletion = textOf({ ...publish, kind: 'delete', body: null, target: 'abc' });
  expect(JSON.parse(deletion)).toEqual({
    event: 'parley:deleted',
    channel: 'presence-x',
    data: `{"id":"${common.id}","target":"abc"}`,
  });
});

test('several frames are one after the other, the empty ones gone', () => {
  const said = codec.encode(publish, position, 'plain');
  const nothing = codec.encode(join, position, 'plain');
  expect(codec.join([said, nothing, said])).toEqual(Buffer.concat([said, said]));
});
