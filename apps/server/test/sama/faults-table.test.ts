import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const server = join(import.meta.dirname, '../..');
const FAULTS = 27;

test('every fault has a row with tests that are there', () => {
  const rows = readFileSync(join(server, 'src/protocols/sama/README.md'), 'utf8')
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

test('the protocol opens no port of its own', () => {
  const folder = join(server, 'src/protocols/sama');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(sources.length).toBeGreaterThan(60);
  const listeners = sources.filter((name) =>
    /['"]node:(net|tls|http|https|http2|dgram)['"]|createServer/.test(
      readFileSync(join(folder, name), 'utf8').replaceAll(/import type .*$/gm, ''),
    ),
  );
  expect(listeners).toEqual([]);
});
