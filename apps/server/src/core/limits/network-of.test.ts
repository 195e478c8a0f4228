import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

test('an IPv4 address counts as itself, in IPv6 clothes too', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
});

test('all addresses of an IPv6 network of 64 bits count as one, however they are written', () => {
  const network = '2001:db8:0:1::/64';
  for (const address of [
    '2001:db8:0:1::1',
    '2001:0DB8:0:1:a:b:c:d',
    '2001:db8:0:1:ffff::',
    '2001:db8:0:1::%eth0',
  ]) {
    expect(networkOf(address), address).toBe(network);
  }
  expect(networkOf('2001:db8:0:2::1')).not.toBe(network);
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});

test('what is no address counts as it is', () => {
  expect(networkOf('')).toBe('');
  expect(networkOf('unknown')).toBe('unknown');
});
