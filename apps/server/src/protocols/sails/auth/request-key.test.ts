import { expect, test } from 'vitest';
import { keyInAuthorization, keyInHandshake } from './request-key.ts';

test.each([
  ['key=secret', 'secret'],
  ['KEY= secret ', 'secret'],
  ['Bearer secret', 'secret'],
  ['bearer  secret', 'secret'],
  ['secret', ''],
  ['Basic c2VjcmV0', ''],
  ['', undefined],
  [undefined, undefined],
  [['key=a'], undefined],
])('an Authorization of %j brings the key %j', (header, key) => {
  expect(keyInAuthorization(header)).toBe(key);
});

test('a handshake’s key is that of its auth payload, its query or its header, in this order', () => {
  const headers = { authorization: 'key=header' };
  expect(keyInHandshake({ query: { key: 'query' }, headers, auth: { key: 'auth' } })).toBe('auth');
  expect(keyInHandshake({ query: { key: 'query' }, headers, auth: {} })).toBe('query');
  expect(keyInHandshake({ query: { key: '' }, headers, auth: undefined })).toBe('header');
  expect(keyInHandshake({ query: { key: ['a', 'b'] }, headers: {}, auth: { key: 7 } })).toBeUndefined();
});
