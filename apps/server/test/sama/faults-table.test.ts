import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectTestedFaults } from '../harness/tested-faults.ts';

const server = join(import.meta.dirname, '../..');
const FAULTS = 27;

test('every fault has a row with tests that are there', () => {
  expectTestedFaults('sama', FAULTS);
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
