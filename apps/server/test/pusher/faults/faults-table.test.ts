import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const server = join(import.meta.dirname, '../../..');
const FAULTS = 20;

test('every fault of other servers has a row with tests that are there', () => {
  const rows = readFileSync(join(server, 'src/protocols/pusher/README.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d+ +\|/.test(line));
  expect(rows.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual(
    Array.from({ length: FAULTS }, (_, index) => index + 1),
  );
  for (const row of rows) {
    const tests = [...row.matchAll(/`([^`]+\.test\.ts)`: (.*?)(?=<br>| *\|$)/g)];
    expect(tests.length, row).toBeGreaterThan(0);
    for (const [, file = '', name = ''] of tests) {
      const path = join(server, file);
      const isThere = existsSync(path) && readFileSync(path, 'utf8').includes(name);
      expect(isThere, `${file}: ${name}`).toBe(true);
    }
  }
});

test('signatures are compared by timingSafeEqual and by nothing else', () => {
  const folder = join(server, 'src/protocols/pusher/auth');
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  expect(sources).toContain('signatures.ts');
  for (const name of sources) {
    const source = readFileSync(join(folder, name), 'utf8');
    const compares = /(signature|digest\([^)]*\)|given) *[!=]==? *(signature|expected|createHmac)/i;
    expect(compares.test(source), name).toBe(false);
    if (source.includes('createHmac(')) expect(source).toContain('timingSafeEqual(');
  }
});

test('nothing in the server speaks UDP', () => {
  const folder = join(server, 'src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(sources.length).toBeGreaterThan(100);
  const speakers = sources.filter((name) =>
    /['"](node:)?dgram['"]/.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(speakers).toEqual([]);
});
