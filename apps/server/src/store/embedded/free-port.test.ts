import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { systemChance } from '../../runtime/chance.ts';
import { freePort } from './free-port.ts';

/** Chance that gives these numbers, and the last one from then on. */
function loaded(...numbers: number[]) {
  return { ...systemChance, float: () => (numbers.length > 1 ? numbers.shift() : numbers[0]) ?? 0 };
}

test('a port is never one that the system gives to connections, so that nobody takes it by the way', async () => {
  for (const edge of [0, 0.5, 0.999_999]) {
    const port = await freePort(null, loaded(edge, 0.3));
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  }
});

test('the preferred port is kept while it is free, and another one found when it or the next is taken', async () => {
  const port = await freePort(null);
  expect(await freePort(port)).toBe(port);
  const taker = createServer().listen(port, '127.0.0.1');
  await once(taker, 'listening');
  const same = (port - 20_000 + 0.5) / 12_000;
  const other = await freePort(port, loaded(same, same, 0.1, 0.2, 0.3));
  expect(other).not.toBe(port);
  taker.close();
});
