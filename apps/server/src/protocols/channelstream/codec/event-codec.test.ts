import { expect, test } from 'vitest';
import { Body } from '../../../core/event/body.ts';
import type { LoggedEvent, PresenceChange, Signal } from '../../../core/event/event.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '../session/channel-settings.ts';
import { EventCodec } from './event-codec.ts';
import { extrasBody } from './message-extras.ts';
import { uuidOfEventId } from './message-uuid.ts';

const ID = '6b020b9f93b48968625d3ac7';
const EDIT_ID = '6b020b9f93b48968625d3ac8';
const UUID = '88e1d3a0-0000-4000-8000-00000000000a';
const AT = Date.UTC(2026, 10, 20, 18, 55, 13, 367);
const TIME = '2026-11-20T18:55:13.367000';
const place = { appId: 'a', channel: 'room', at: AT };

function codec(settings: Partial<ChannelSettings> = {}): EventCodec {
  return new EventCodec({
    settingsOf: () => ({ ...DEFAULT_SETTINGS, ...settings }),
    usersOn: () => [{ user: 'ann', state: { mood: 'calm' } }],
  });
}

function told(
  event: LoggedEvent | Signal | PresenceChange,
  settings: Partial<ChannelSettings> = {},
): unknown {
  const [message] = codec(settings).encode(event).messages;
  return message && JSON.parse(message.json);
}

const published: LoggedEvent = {
  ...place,
  kind: 'publish',
  id: ID,
  sender: { userId: 'ann', sessionId: null },
  position: { epoch: 'e', offset: 1 },
  name: 'message',
  body: Body.ofValue({ text: 'hi' }),
  clientId: UUID,
  target: null,
};
const edited: LoggedEvent = {
  ...published,
  kind: 'edit',
  id: EDIT_ID,
  body: Body.ofValue({ text: 'ho' }),
  clientId: null,
  target: ID,
  targetClientId: UUID,
};
const said: Signal = {
  ...place,
  kind: 'signal',
  id: ID,
  sender: { userId: 'ann', sessionId: null },
  name: 'message',
  body: Body.ofValue({ text: 'hi' }),
  to: null,
};
const joined: PresenceChange = {
  ...place,
  kind: 'presence',
  id: ID,
  sender: { userId: 'ann', sessionId: null },
  action: 'join',
  userId: 'ann',
  body: Body.ofValue({ mood: 'calm' }),
  count: 1,
};
const message = {
  type: 'message',
  uuid: UUID,
  channel: 'room',
  user: 'ann',
  timestamp: TIME,
  message: { text: 'hi' },
  edited: null,
  catchup: false,
};

test('a message of a backend has its keys, and those that the backend gave besides; none of these can say what the server says', () => {
  expect(told(published)).toEqual(message);
  const extras = extrasBody({
    timestamp: '2020-01-01T00:00:00+00:00',
    fields: { extra: [1], type: 'presence', catchup: true, channel: 'other', uuid: 'x', edited: 'never' },
  });
  expect(told({ ...published, extras })).toEqual({
    ...message,
    timestamp: '2020-01-01T00:00:00Z',
    extra: [1],
  });
});

test('what other protocols publish is a message too: with its name, and an object always', () => {
  const foreign = {
    ...published,
    clientId: 'mine-1',
    name: 'price',
    sender: { userId: null, sessionId: 's' },
  };
  const known = { ...message, uuid: uuidOfEventId(ID), user: null, event: 'price' };
  for (const [body, shown] of [
    [Body.ofText('plain'), { message: { data: 'plain' } }],
    [Body.ofText('{"text":'), { message: { data: '{"text":' } }],
    [Body.ofJson(' [1.10]'), { message: { data: [1.1] } }],
    [Body.ofJson('null'), {}],
    [Body.ofText('null'), { message: { data: 'null' } }],
  ] as const) {
    const { message: _, ...rest } = known;
    expect(told({ ...foreign, body })).toEqual({ ...rest, ...shown });
  }
});

test('the text of an object is spliced as it is', () => {
  const text = '{ "price": 1.10 }';
  const [spliced] = codec().encode({ ...published, body: Body.ofJson(text) }).messages;
  expect(spliced?.json).toContain(`"message":${text}`);
});

test('who merely says to be a user is nobody here, and neither comes nor goes', () => {
  const claimed = { userId: 'ann', claimed: true, sessionId: 's' } as const;
  expect(told({ ...published, sender: claimed })).toMatchObject({ user: null });
  expect(told({ ...joined, claimed: true }, { notify_presence: true })).toBeUndefined();
});

test('a live edit tells what it came with and no more; a deletion tells which', () => {
  const head = { type: 'message:edit', uuid: UUID, channel: 'room' };
  expect(told(edited)).toEqual({ ...head, user: 'ann', message: { text: 'ho' }, edited: TIME });
  const patch = { id: UUID, keys: ['message'], edited: '2030-01-01T00:00:00', fields: { why: 'typo' } };
  const extras = extrasBody({ timestamp: '2020-01-01T00:00:00', patch });
  expect(told({ ...edited, clientId: UUID, extras })).toEqual({
    ...head,
    why: 'typo',
    message: { text: 'ho' },
    edited: '2030-01-01T00:00:00',
  });
  expect(told({ ...edited, kind: 'delete', body: null })).toEqual({ ...head, type: 'message:delete' });
});

test('an edit in nobody’s name leaves the message to whoever said it', () => {
  const edit = { ...edited, sender: { userId: null, sessionId: null } };
  expect(told(edit)).not.toHaveProperty('user');
});

test('an edit that says nothing of extras is not taken for the one before', () => {
  const patch = { id: UUID, keys: ['user'], edited: '2030-01-01T00:00:00' };
  expect(told({ ...edited, clientId: 'another', extras: extrasBody({ patch }) })).toMatchObject({
    message: { text: 'ho' },
    edited: TIME,
  });
});

test('what is not kept is told in the same frames; what other protocols say in passing is no message', () => {
  const own = extrasBody({ uuid: UUID, timestamp: TIME, fields: { extra: 1 } });
  expect(told({ ...said, extras: own })).toEqual({ ...message, extra: 1 });
  const patch = { id: UUID, keys: ['message'], edited: TIME };
  const edit = { ...said, name: 'message:edit', extras: extrasBody({ uuid: UUID, patch }) };
  expect(told(edit)).toEqual({
    type: 'message:edit',
    uuid: UUID,
    channel: 'room',
    message: { text: 'hi' },
    edited: TIME,
  });
  const gone = { ...said, name: 'message:delete', extras: extrasBody({ uuid: UUID }) };
  expect(told(gone)).toEqual({ type: 'message:delete', uuid: UUID, channel: 'room' });
  for (const name of ['typing', 'message', 'message:delete']) {
    expect(told({ ...said, name })).toEqual({
      type: 'signal',
      uuid: uuidOfEventId(ID),
      channel: 'room',
      user: 'ann',
      timestamp: TIME,
      event: name,
      message: { text: 'hi' },
      catchup: false,
    });
  }
});

test('extras of other shapes are of no consequence', () => {
  for (const value of [5, null, { channelstream: 5 }, { channelstream: { uuid: 5 } }, { other: {} }]) {
    expect(told({ ...published, extras: Body.ofValue(value) })).toEqual(message);
  }
});

test('who comes and goes is told where the channel’s settings say so, with the list of who is there if they want it', () => {
  expect(told(joined)).toBeUndefined();
  const frame = {
    type: 'presence',
    uuid: uuidOfEventId(ID),
    channel: 'room',
    user: 'ann',
    users: [],
    timestamp: TIME,
    message: { action: 'joined' },
    state: { mood: 'calm' },
    catchup: false,
  };
  expect(told(joined, { notify_presence: true })).toEqual(frame);
  const parted = { ...joined, action: 'leave' } as const;
  expect(told(parted, { notify_presence: true, broadcast_presence_with_user_lists: true })).toEqual({
    ...frame,
    users: [{ user: 'ann', state: { mood: 'calm' } }],
    message: { action: 'parted' },
    state: null,
  });
});

test('a state is told where the channel’s settings say so, with what changed of it; where nothing did, nothing is', () => {
  const update: PresenceChange = {
    ...joined,
    action: 'update',
    before: Body.ofValue({ mood: 'sad', colour: 'red', same: 1 }),
    body: Body.ofValue({ mood: 'calm', same: 1 }),
  };
  expect(told(update)).toBeUndefined();
  expect(told(update, { notify_state: true })).toMatchObject({
    type: 'user_state_change',
    user: 'ann',
    message: {
      state: { mood: 'calm', same: 1 },
      changed: [
        { key: 'mood', value: 'calm' },
        { key: 'colour', value: null },
      ],
    },
    catchup: false,
  });
  expect(told({ ...update, before: update.body }, { notify_state: true })).toBeUndefined();
});

test('what is for a user alone names no channel', () => {
  expect(told({ ...published, channel: '#server-to-user-ann' })).toEqual({ ...message, channel: null });
});

test('frames of several events are those of each, one after the other', () => {
  const one = codec().encode(published);
  const nothing = codec().encode(joined);
  const frame = codec({ store_frames: false }).join([one, nothing, one]);
  expect(frame.messages).toHaveLength(2);
  expect(frame.socketFrames).toEqual(Buffer.concat([one.socketFrames, one.socketFrames]));
  expect(nothing.socketFrames).toHaveLength(0);
});
