import { expect, test } from 'vitest';
import { ChannelstreamMessage } from './channelstream-message.ts';

function made(fields: Record<string, unknown>): ChannelstreamMessage {
  const texts = Object.entries(fields).map(([key, value]): [string, string] => [key, JSON.stringify(value)]);
  return new ChannelstreamMessage(new Map(texts), true);
}

const message = made({
  type: 'message',
  uuid: 'u',
  channel: 'a',
  user: 'ann',
  message: { é: 1 },
  edited: null,
  catchup: false,
});

test('a message has one form for each way that it goes', () => {
  expect(message.json).toBe(
    '{"type":"message","uuid":"u","channel":"a","user":"ann","message":{"é":1},"edited":null,"catchup":false}',
  );
  expect(message.length).toBe(Buffer.byteLength(message.json));
  expect(JSON.parse(message.catchupJson)).toEqual({ ...JSON.parse(message.json), catchup: true });
  expect(message.socketFrame.subarray(2).toString()).toBe(`[${message.json}]`);
  expect(message.socketFrame).toBe(message.socketFrame);
  expect(JSON.parse(made({ type: 'message:delete', uuid: 'u', channel: 'a' }).catchupJson)).toHaveProperty(
    'catchup',
    true,
  );
});

test('a message that waits stands as it was edited, in what edits change, and is gone once deleted', () => {
  const edit = made({
    type: 'message:edit',
    uuid: 'u',
    channel: 'a',
    message: { x: 2 },
    edited: 'now',
    why: 'typo',
  });
  const after = message.after(edit);
  expect(after && JSON.parse(after.json)).toEqual({
    ...JSON.parse(message.json),
    message: { x: 2 },
    edited: 'now',
  });
  expect(message.after(made({ type: 'message:delete', uuid: 'u', channel: 'a' }))).toBeNull();
});

test.each([
  { type: 'message:delete', uuid: 'other', channel: 'a' },
  { type: 'message:delete', uuid: 'u', channel: null },
  { type: 'message', uuid: 'u', channel: 'a' },
  { type: 'presence', uuid: 'u', channel: 'a' },
])('it stands as it is after %j', (change) => {
  expect(message.after(made(change))).toBe(message);
});

test('only messages are changed by what comes after', () => {
  const presence = made({ type: 'presence', uuid: 'u', channel: 'a' });
  expect(presence.after(made({ type: 'message:delete', uuid: 'u', channel: 'a' }))).toBe(presence);
});
