import { expect, test } from 'vitest';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { mergedParameters } from '../requests/parameters.ts';
import { readVirtualRequest } from './virtual-request.ts';

test('a request is its path, its query and its data; params are an older name, and data goes before them', () => {
  const request = readVirtualRequest({
    method: 'ignored',
    url: '/wssv/send/?channel=a&channel=b&event=e',
    headers: { 'x-other': 1, AUTHORIZATION: 'key=k' },
    params: { event: 'p', data: 1 },
    data: { data: 2 },
  });
  expect(request).toEqual({
    path: '/wssv/send/',
    query: { channel: ['a', 'b'], event: 'e' },
    body: { event: 'p', data: 2 },
    authorization: 'key=k',
  });
  expect(mergedParameters(request.query, request.body)).toEqual({
    channel: ['a', 'b'],
    event: 'p',
    data: 2,
  });
});

test('a list is the body as it is', () => {
  const { body, query } = readVirtualRequest({
    url: '/wssv/send-multi?x=1',
    data: [{ a: 1 }],
    params: { b: 1 },
  });
  expect(body).toEqual([{ a: 1 }]);
  expect(mergedParameters(query, body)).toEqual({ x: '1' });
});

test('what older and native clients leave out is nothing', () => {
  expect(readVirtualRequest({ url: '/channel/subscribe', headers: null, data: null })).toEqual({
    path: '/channel/subscribe',
    query: {},
    body: {},
    authorization: undefined,
  });
});

test.each([
  [undefined],
  [null],
  ['/channel/subscribe'],
  [{}],
  [{ url: 7 }],
  [{ url: '' }],
  [{ url: '/'.repeat(9000) }],
  [{ url: '/x', data: 'text' }],
  [{ url: '/x', headers: [] }],
])('%j is no request', (payload) => {
  expect(() => readVirtualRequest(payload)).toThrow(SailsRefusal);
  expect(() => readVirtualRequest(payload)).toThrow(expect.objectContaining({ word: 'E_PARSE' }));
});
