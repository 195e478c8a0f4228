import { expect, test } from 'vitest';
import { operationAt, requireAllowed, VERBS } from './operations.ts';

test.each([
  ['post', '/channel/subscribe'],
  ['post', '/channel/unsubscribe/'],
  ['post', 'wssv/send'],
  ['post', '/wssv/send-multi'],
  ['get', '/wssv/message'],
  ['head', '/wssv/message/'],
])('%s %s is found', (verb, path) => {
  expect(operationAt(verb, path).path).toBe(`/${path.replace(/^\/|\/$/g, '')}`);
});

test.each([
  ['get', '/wssv/send'],
  ['post', '/wssv/message'],
  ['post', '/WSSV/send'],
  ['post', '/wssv/send//'],
  ['post', '/wssv'],
  ['options', '/wssv/send'],
  ['post', ''],
])('%s %s is not', (verb, path) => {
  expect(() => operationAt(verb, path)).toThrow(expect.objectContaining({ word: 'E_NOT_FOUND' }));
});

test('the client key pushes and lists nothing, and plain HTTP subscribes to nothing', () => {
  const word = (verb: string, path: string, mayPush: boolean, isBySocket: boolean) => {
    try {
      requireAllowed(operationAt(verb, path), { mayPush }, isBySocket);
      return null;
    } catch (thrown) {
      return thrown instanceof Error && 'word' in thrown ? thrown.word : thrown;
    }
  };
  expect(word('post', '/wssv/send', true, false)).toBeNull();
  expect(word('post', '/wssv/send', false, true)).toBe('E_FORBIDDEN');
  expect(word('get', '/wssv/message', false, false)).toBe('E_FORBIDDEN');
  expect(word('post', '/channel/subscribe', false, true)).toBeNull();
  expect(word('post', '/channel/subscribe', true, false)).toBe('E_NOT_SOCKET');
});

test('the seven verbs are those of Sails', () => {
  expect([...VERBS].sort()).toEqual(['delete', 'get', 'head', 'options', 'patch', 'post', 'put']);
});
