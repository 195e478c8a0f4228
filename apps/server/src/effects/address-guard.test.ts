import { expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';

const closed = new AddressGuard([]);

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '11.0.0.1',
  '2001:4860:4860::8888',
  '2a00:1450::1',
  '::ffff:8.8.8.8',
  '::ffff:808:808',
])('the public address %s may be called', (address) => {
  expect(closed.allows(address)).toBe(true);
});

test.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
])('the address %s, of this machine or a private network, may not', (address) => {
  expect(closed.allows(address)).toBe(false);
});

test.each(['', 'localhost', '127.1', '0x7f.0.0.1', '8.8.8.8.8', 'example.com'])(
  'what is no address (%j) may not be called, whatever is allowed',
  (text) => {
    expect(closed.allows(text)).toBe(false);
    expect(new AddressGuard(['*']).allows(text)).toBe(false);
  },
);

test('what is allowed by name may be called, in either notation, and nothing beside it', () => {
  const guard = new AddressGuard(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.255.0.1', '::ffff:10.0.0.1', 'fd00::1']) {
    expect(guard.allows(address), address).toBe(true);
  }
  for (const address of ['127.0.0.2', '192.168.0.1', '::1', 'fc00::1', '::ffff:127.0.0.2']) {
    expect(guard.allows(address), address).toBe(false);
  }
  expect(guard.allows('8.8.8.8')).toBe(true);
});

test('with * everything may be called', () => {
  const open = new AddressGuard(['*']);
  for (const address of ['127.0.0.1', '::1', '10.0.0.1', '8.8.8.8']) expect(open.allows(address)).toBe(true);
});

test.each([
  'localhost',
  '127.0.0.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  // The system's own reading of hosts: decimal, hexadecimal and octal forms of 127.0.0.1.
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
])('the host %s is this machine, however it is written', async (host) => {
  await expect(closed.addressesOf(host)).rejects.toMatchObject({ code: 'forbidden' });
});

test('who is refused learns which setting would allow it', async () => {
  await expect(closed.addressesOf('127.0.0.1')).rejects.toThrow('PARLEY_PRIVATE_TARGETS');
});

test('a URL has such hosts in their plain form already', async () => {
  for (const written of ['http://2130706433/', 'http://0177.0.0.1/', 'http://0x7f.1/', 'http://127.1/']) {
    expect(new URL(written).hostname).toBe('127.0.0.1');
  }
});

test('an allowed host is answered with the addresses to connect to', async () => {
  const guard = new AddressGuard(['127.0.0.0/8', '::1']);
  expect(await guard.addressesOf('127.0.0.1')).toEqual([{ address: '127.0.0.1', family: 4 }]);
  expect(await guard.addressesOf('[::1]')).toEqual([{ address: '::1', family: 6 }]);
  expect((await guard.addressesOf('localhost')).length).toBeGreaterThan(0);
});

test('a name that nobody knows is unavailable, not forbidden', async () => {
  await expect(closed.addressesOf('no-such-host.invalid')).rejects.toMatchObject({ code: 'unavailable' });
});
