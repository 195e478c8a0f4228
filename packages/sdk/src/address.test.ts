import { expect, test } from 'vitest';
import { apiAddress, socketAddress } from './address.ts';

test('the socket is found beside the server, whatever form its address has', () => {
  expect(socketAddress('http://127.0.0.1:4000')).toBe('ws://127.0.0.1:4000/trpc?connectionParams=1');
  expect(socketAddress('https://example.com/parley/')).toBe(
    'wss://example.com/parley/trpc?connectionParams=1',
  );
  expect(socketAddress('wss://example.com')).toBe('wss://example.com/trpc?connectionParams=1');
  expect(apiAddress('wss://example.com', '/api/v1', 'http')).toBe('https://example.com/api/v1');
});

test('what is no address of a server is refused with words that say so', () => {
  for (const url of ['', 'example.com', 'ftp://example.com', 'http://example.com?x=1', 'http://']) {
    expect(() => socketAddress(url)).toThrow(TypeError);
  }
});
