import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectTestedFaults } from '../../harness/tested-faults.ts';

const server = join(import.meta.dirname, '../../..');
const FAULTS = 20;

test('every fault of other servers has a row with tests that are there', () => {
  expectTestedFaults('pusher', FAULTS);
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
