import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionIdOf, socketIdOf } from './socket-id.ts';

test('every session id has a socket_id of its own, of the form that server SDKs insist on', () => {
  const sessionId = fc.stringMatching(/^[0-9a-f]{24}$/);
  fc.assert(
    fc.property(sessionId, (id) => {
      expect(socketIdOf(id)).toMatch(/^\d+\.\d+$/);
      expect(sessionIdOf(socketIdOf(id))).toBe(id);
    }),
  );
  expect(socketIdOf('ffffffffffff000000000000')).toBe('281474976710655.0');
});

test('what is no socket_id stands for no session, and no two socket_ids stand for the same', () => {
  const bad = [
    '',
    '1',
    '1.',
    '.1',
    '1.2.3',
    'a.b',
    '1.2 ',
    '-1.2',
    '01.2',
    '1.02',
    '1e3.1',
    '281474976710656.0',
  ];
  expect(bad.map(sessionIdOf)).toEqual(bad.map(() => null));
  expect(sessionIdOf('1234.1234')).toBe('0000000004d20000000004d2');
});
