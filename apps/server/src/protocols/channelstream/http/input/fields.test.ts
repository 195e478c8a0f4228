import { expect, test } from 'vitest';
import type { z } from 'zod';
import { ChannelstreamRefusal } from '../../errors/channelstream-refusal.ts';
import {
  channelName,
  dict,
  flag,
  list,
  mapping,
  object,
  openObject,
  scalar,
  text,
  time,
  userName,
  uuid,
  whole,
} from './fields.ts';
import { readInput } from './read-input.ts';

function complaints(schema: z.ZodType, input: unknown): unknown {
  try {
    return { accepted: readInput(schema, input) };
  } catch (error) {
    if (error instanceof ChannelstreamRefusal) return error.body;
    throw error;
  }
}

const Config = object({ history_size: whole(0, 10).optional(), store_history: flag.optional() });
const Body = object({
  conn_id: uuid.optional(),
  user: text(1, 256).optional(),
  username: userName.optional(),
  channels: list(channelName, { min: 1 }).optional(),
  channel_configs: dict(channelName, Config).optional(),
  user_state: dict(text(1, 256), scalar).optional(),
  info: object({ include_users: flag.default(true) }).optional(),
  message: mapping.optional(),
  timestamp: time.optional(),
});
const Messages = list(openObject({ user: text(1, 256) }));

test.each([
  [{ user: 1 }, { user: ['Not a valid string.'] }],
  [{ user: null }, { user: ['Field may not be null.'] }],
  [{ user: '' }, { user: ['Length must be between 1 and 256.'] }],
  [{ username: 'u'.repeat(240) }, { username: ['Length must be between 1 and 239.'] }],
  [{ username: 'a\u0000' }, { username: ['Not a valid string.'] }],
  [{ conn_id: 'x' }, { conn_id: ['Not a valid UUID.'] }],
  [{ channels: 'a' }, { channels: ['Not a valid list.'] }],
  [{ channels: [] }, { channels: ['Shorter than minimum length 1.'] }],
  [{ channels: [5, null] }, { channels: { 0: ['Not a valid string.'], 1: ['Field may not be null.'] } }],
  [{ channels: ['a\u0000', ' a'] }, { channels: { 0: ['Not a valid string.'], 1: ['Not a valid string.'] } }],
  [
    { channel_configs: { a: { history_size: -1, zz: 1 } } },
    {
      channel_configs: {
        a: { value: { history_size: ['Must be greater than or equal to 0.'], zz: ['Unknown field.'] } },
      },
    },
  ],
  [
    { channel_configs: { a: 5 } },
    { channel_configs: { a: { value: { _schema: ['Invalid input type.'] } } } },
  ],
  [
    { channel_configs: { '': {} } },
    { channel_configs: { '': { key: ['Length must be between 1 and 255.'] } } },
  ],
  [
    { user_state: { a: {} } },
    { user_state: { a: { value: ['Value is not type of string, integer, boolean or float.'] } } },
  ],
  [{ user_state: [] }, { user_state: ['Not a valid mapping type.'] }],
  [{ info: 5 }, { info: { _schema: ['Invalid input type.'] } }],
  [{ info: null }, { info: ['Field may not be null.'] }],
  [{ info: { include_users: 'maybe' } }, { info: { include_users: ['Not a valid boolean.'] } }],
  [{ message: 'x' }, { message: ['Not a valid mapping type.'] }],
  [{ timestamp: 'soon' }, { timestamp: ['Not a valid datetime.'] }],
  [
    { odd: 1, user: 2 },
    { user: ['Not a valid string.'], odd: ['Unknown field.'] },
  ],
  [[], { _schema: ['Invalid input type.'] }],
  [null, { _schema: ['Invalid input type.'] }],
])('%j is refused in the words that clients know', (input, expected) => {
  expect(complaints(Body, input)).toEqual(expected);
});

test('of a list, items are named by their index; one that is no object is told as itself', () => {
  expect(complaints(Messages, [{ user: 'a' }, {}, 7])).toEqual({
    1: { user: ['Missing data for required field.'] },
    2: { _schema: ['Invalid input type.'] },
  });
  expect(complaints(Messages, {})).toEqual({ _schema: ['Invalid input type.'] });
});

test('what the original reads leniently is read so', () => {
  const input = {
    conn_id: '{0A2B3C4D0A2B3C4D0A2B3C4D0A2B3C4D}',
    channel_configs: { a: { history_size: ' 7', store_history: 'Yes' } },
    info: { include_users: 0 },
    user_state: { a: null, b: 1.5, c: true },
    timestamp: '2026-1-2 3:04Z',
  };
  expect(readInput(Body, input)).toEqual({
    ...input,
    conn_id: '0a2b3c4d-0a2b-3c4d-0a2b-3c4d0a2b3c4d',
    channel_configs: { a: { history_size: 7, store_history: true } },
    info: { include_users: false },
    timestamp: '2026-01-02T03:04:00+00:00',
  });
});

test('keys beside the known ones are kept as they came, whatever they are called', () => {
  const [item] = readInput(Messages, JSON.parse('[{"user":"a","x":{"y":1},"__proto__":{"z":2}}]'));
  expect(item?.user).toBe('a');
  expect(JSON.stringify(item?.others)).toBe('{"x":{"y":1},"__proto__":{"z":2}}');
});

test('what a hostile body is told of itself is bounded, and names of prototypes are names like others', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1]));
  expect(Object.keys(Object(complaints(Body, many)))).toHaveLength(1000);
  expect(complaints(Body, { channels: Array.from({ length: 1001 }, () => 5) })).toEqual({
    channels: ['Longer than maximum length 1000.'],
  });
  const proto: unknown = JSON.parse('{"__proto__":1,"user_state":{"__proto__":[]}}');
  expect(JSON.stringify(complaints(Body, proto))).toContain('"__proto__":{"value":["Value is not');
});
