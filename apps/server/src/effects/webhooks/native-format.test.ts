import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Happening } from '../../core/effects/happening.ts';
import { Body } from '../../core/event/body.ts';
import { nativeFormat } from './native-format.ts';

const common = { appId: 'acme', channel: 'a"b\n', at: 1_767_225_600_000, userId: 'ann' };

test('a message is told with its body as it came, whatever it holds', () => {
  const told = (body: Body) =>
    nativeFormat.encode({ kind: 'message', ...common, id: 'e1', name: 'chat', body }, 'd1') ?? '';
  expect(told(Body.ofJson('{"n": 1.0, "text": "\\u0000\\"}"}'))).toBe(
    '{"id":"d1","event":"message","app":"acme","channel":"a\\"b\\n","at":1767225600000,"user":"ann",' +
      '"message":"e1","name":"chat","data":{"n": 1.0, "text": "\\u0000\\"}"}}',
  );
  const text = 'plain "text"\n\0}';
  expect(JSON.parse(told(Body.ofText(text)))).toMatchObject({ data: text });
});

test('who comes and goes is told with how many listen then', () => {
  const text = nativeFormat.encode({ kind: 'vacated', ...common, userId: null, subscribers: 0 }, 'd2') ?? '';
  expect(JSON.parse(text)).toEqual({
    id: 'd2',
    event: 'vacated',
    app: 'acme',
    channel: 'a"b\n',
    at: 1_767_225_600_000,
    user: null,
    subscribers: 0,
  });
});

test('members, client events, counts and missing last events are told with what is known of them', () => {
  const told = (happening: Happening): unknown => JSON.parse(nativeFormat.encode(happening, 'd3') ?? '');
  const head = { id: 'd3', app: 'acme', channel: 'a"b\n', at: 1_767_225_600_000, user: 'ann' };
  expect(told({ kind: 'joined', ...common, members: 2 })).toEqual({ ...head, event: 'joined', members: 2 });
  expect(told({ kind: 'left', ...common, claimed: true, members: 0 })).toEqual({
    ...head,
    event: 'left',
    claimed: true,
    members: 0,
  });
  const said = { name: 'client-x', body: Body.ofJson('[1.0]'), sessionId: 's1', isMember: true };
  expect(told({ kind: 'client_event', ...common, ...said })).toEqual({
    ...head,
    event: 'client_event',
    session: 's1',
    name: 'client-x',
    data: [1],
  });
  expect(told({ kind: 'cache_miss', ...common })).toEqual({ ...head, event: 'cache_miss' });
  expect(told({ kind: 'subscribers', ...common, subscribers: 3 })).toEqual({
    ...head,
    event: 'subscribers',
    subscribers: 3,
  });
});

test('several are told as a batch, each as it would be alone', () => {
  const bodies = ['{"id":"d1","data":{"n": 1.0}}', '{"id":"d2"}'];
  expect(nativeFormat.join?.(bodies)).toBe('{"batch":[{"id":"d1","data":{"n": 1.0}},{"id":"d2"}]}');
});

test('a signature covers the time and the body', () => {
  const key = { secret: 'secret', appKey: null };
  const headers = nativeFormat.sign('{"a":1}', key, 1_767_225_600_000);
  const v1 = createHmac('sha256', 'secret').update('1767225600000.{"a":1}').digest('hex');
  expect(headers).toEqual({ 'parley-signature': `t=1767225600000,v1=${v1}` });
});

test('a user that nobody proved is told as such, whatever happens and when it is asked about', () => {
  const told = (happening: Happening): unknown => JSON.parse(nativeFormat.encode(happening, 'd4') ?? '');
  const claimed = { ...common, claimed: true } as const;
  const message = { kind: 'message', ...claimed, id: 'e1', name: 'chat', body: Body.ofText('hi') } as const;
  expect(told(message)).toMatchObject({ user: 'ann', claimed: true });
  expect(told({ kind: 'subscribed', ...claimed, subscribers: 1 })).toMatchObject({ claimed: true });
  const question = { userId: 'ann', channel: 'pri-x' };
  const asked = (about: typeof question & { claimed?: true }): unknown =>
    JSON.parse(nativeFormat.encodeQuestion(about) ?? '');
  expect(asked({ ...question, claimed: true })).toMatchObject({ user: 'ann', claimed: true });
  expect(asked(question)).not.toHaveProperty('claimed');
});
