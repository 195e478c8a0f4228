import { expect, test } from 'vitest';
import { Body } from '../../../core/event/body.ts';
import type { StoredEvent } from '../../../core/store/event-store.ts';
import { historyEntry } from './history-entry.ts';
import { extrasBody } from './message-extras.ts';
import { uuidOfEventId } from './message-uuid.ts';

const ID = '6b020b9f93b48968625d3ac7';
const stored: StoredEvent = {
  id: ID,
  kind: 'publish',
  position: { epoch: 'e', offset: 1 },
  name: 'message',
  body: Body.ofValue({ text: 'hi' }),
  at: Date.UTC(2026, 10, 20, 18, 55, 13),
  userId: 'ann',
  clientId: null,
  target: null,
  deletedAt: null,
  edit: null,
};
const entry = {
  type: 'message',
  uuid: uuidOfEventId(ID),
  channel: 'room',
  pm_users: [],
  exclude_users: [],
  no_history: false,
  user: 'ann',
  timestamp: '2026-11-20T18:55:13.000000',
  message: { text: 'hi' },
  edited: null,
};

test('a message stands there as it was said, with what the backend said of it besides', () => {
  expect(historyEntry(stored, 'room', 'all')).toEqual(entry);
  const extras = extrasBody({ timestamp: '2020-01-01T00:00:00+00:00', fields: { extra: 1, user: 'forged' } });
  expect(historyEntry({ ...stored, extras }, 'room', 'all')).toEqual({
    ...entry,
    timestamp: '2020-01-01T00:00:00+00:00',
    extra: 1,
  });
});

test('for whom it was is told to the backend alone', () => {
  const readership = { only: new Set(['ann', 'bob']), except: new Set(['cid']) };
  const limited = { ...stored, readership };
  expect(historyEntry(limited, 'room', 'all')).toEqual({
    ...entry,
    pm_users: ['ann', 'bob'],
    exclude_users: ['cid'],
  });
  expect(historyEntry(limited, 'room', { provedUserId: 'ann' })).toEqual(entry);
});

test('an edit shows in what it changed; what others edited has the time of that', () => {
  const at = Date.UTC(2026, 10, 20, 19);
  const edit = { body: Body.ofValue({ text: 'ho' }), at, offset: 2, userId: null };
  expect(historyEntry({ ...stored, edit }, 'room', 'all')).toEqual({
    ...entry,
    message: { text: 'ho' },
    edited: '2026-11-20T19:00:00.000000',
  });
  const patch = { id: 'p', keys: ['user'], edited: '2030-01-01T00:00:00', fields: { why: 1 } };
  const extras = extrasBody({ timestamp: '2020-01-01T00:00:00', patch });
  expect(historyEntry({ ...stored, edit: { ...edit, userId: 'bob', extras } }, 'room', 'all')).toEqual({
    ...entry,
    user: 'bob',
    message: { text: 'ho' },
    timestamp: '2020-01-01T00:00:00',
    edited: '2030-01-01T00:00:00',
  });
});

test('what others published has its name, an object always, and nobody where its user was not proved', () => {
  const foreign = { ...stored, name: 'price', body: Body.ofText('1.10'), claimed: true as const };
  expect(historyEntry(foreign, 'room', 'all')).toEqual({
    ...entry,
    user: null,
    event: 'price',
    message: { data: '1.10' },
  });
  const { message: _, ...rest } = entry;
  expect(historyEntry({ ...stored, body: Body.ofValue(null) }, 'room', 'all')).toEqual(rest);
});

test('what another protocol nested too deeply to be written anew stands there as its text', () => {
  const text = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const deep = historyEntry({ ...stored, body: Body.ofJson(text) }, 'room', 'all');
  expect(JSON.parse(JSON.stringify(deep))).toEqual({ ...entry, message: { data: text } });
});
