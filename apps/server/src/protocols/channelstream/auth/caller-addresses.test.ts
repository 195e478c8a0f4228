import { expect, test } from 'vitest';
import { CallerAddresses } from './caller-addresses.ts';

test.each([[[]], [['*']], [['0.0.0.0']], [['10.0.0.1', '0.0.0.0']]])(
  'from %j anybody may call',
  (entries) => {
    const callers = new CallerAddresses(entries);
    for (const address of ['127.0.0.1', '::1', '203.0.113.9']) expect(callers.allows(address)).toBe(true);
  },
);

test('where addresses and ranges are named, only they may call', () => {
  const callers = new CallerAddresses(['127.0.0.1', '10.1.0.0/16', '2001:db8::/32']);
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.1.255.3', '2001:db8:1::5']) {
    expect(callers.allows(address), address).toBe(true);
  }
  for (const address of ['127.0.0.2', '::1', '10.2.0.1', '2001:db9::1', '', 'localhost']) {
    expect(callers.allows(address), address).toBe(false);
  }
});
