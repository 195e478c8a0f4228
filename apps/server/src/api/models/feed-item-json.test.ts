import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { Event } from '../../core/event/event.ts';
import { FeedItem } from './feed-item.ts';
import { feedItemJson, gapJson, revokedJson, startedJson } from './feed-item-json.ts';

const position = { epoch: 'e1', offset: 7 };
const happening = {
  appId: 'app',
  channel: 'room:1',
  id: '0123456789abcdef01234567',
  at: 1_700_000_000_000,
  sender: { userId: 'ann "quoted"', sessionId: 's1' },
};
const publish: Event = {
  ...happening,
  kind: 'publish',
  position,
  name: 'message',
  body: Body.ofJson('{"a" : [1,\n2.50]}'),
  clientId: 'c1',
  target: null,
};

const read = (json: string): unknown => FeedItem.parse(JSON.parse(json));

test('every kind of event is a FeedItem that says what the event says', () => {
  expect(read(feedItemJson(publish, position))).toEqual({
    type: 'event',
    kind: 'publish',
    id: happening.id,
    position: 'e1:7',
    name: 'message',
    data: { a: [1, 2.5] },
    at: happening.at,
    user: 'ann "quoted"',
    clientId: 'c1',
    target: null,
  });
  const deletion: Event = { ...publish, kind: 'delete', body: null, clientId: null, target: happening.id };
  expect(read(feedItemJson(deletion, position))).toMatchObject({
    kind: 'delete',
    data: null,
    target: happening.id,
  });
  const signal: Event = {
    ...happening,
    kind: 'signal',
    name: 'typing',
    body: Body.ofText('say "hi"\n'),
    to: null,
  };
  expect(read(feedItemJson(signal, position))).toEqual({
    type: 'signal',
    name: 'typing',
    data: 'say "hi"\n',
    at: happening.at,
    user: 'ann "quoted"',
  });
  const leave: Event = {
    ...happening,
    kind: 'presence',
    action: 'leave',
    userId: 'bob',
    body: null,
    count: 0,
  };
  expect(read(feedItemJson(leave, position))).toEqual({
    type: 'presence',
    action: 'leave',
    user: 'bob',
    data: null,
    at: happening.at,
    count: 0,
  });
});

test('what else was said of an event or a signal is shown beside it', () => {
  const extras = Body.ofJson('{"other": {"uuid":"1"}}');
  expect(read(feedItemJson({ ...publish, extras }, position))).toMatchObject({
    extras: { other: { uuid: '1' } },
  });
  const signal = {
    ...happening,
    kind: 'signal',
    name: 's',
    body: Body.ofValue(1),
    to: null,
    extras,
  } as const;
  expect(read(feedItemJson(signal, position))).toMatchObject({ extras: { other: { uuid: '1' } } });
});

test('the text of a JSON body travels as the publisher wrote it', () => {
  expect(feedItemJson(publish, position)).toContain('"data":{"a" : [1,\n2.50]},');
});

test('start, gap and revocation are FeedItems', () => {
  const members = [{ userId: 'ann', body: Body.ofValue({ mood: 'ok' }), joinedAt: 5 }];
  expect(read(startedJson({ position, recovery: 'resumed', members }))).toEqual({
    type: 'subscribed',
    position: 'e1:7',
    recovery: 'resumed',
    members: [{ user: 'ann', data: { mood: 'ok' }, joinedAt: 5 }],
  });
  expect(read(startedJson({ position, recovery: 'fresh', members: null }))).toMatchObject({ members: null });
  expect(read(gapJson(position))).toEqual({ type: 'gap', position: 'e1:7' });
  expect(read(revokedJson(new ParleyError('banned', 'You are banned.')))).toMatchObject({
    type: 'revoked',
    error: { code: 'banned', message: 'You are banned.' },
  });
});
