import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const server = join(import.meta.dirname, '../..');
const FAULTS = 25;

interface Row {
  readonly number: number;
  /** The tests that the row names. */
  readonly tests: ReadonlyArray<{ readonly file: string; readonly name: string }>;
}

test('every fault of the original has a row with tests that are there', () => {
  const table = rows(readFileSync(join(server, 'src/protocols/socketlink/README.md'), 'utf8'));
  expect(table.map(({ number }) => number)).toEqual(Array.from({ length: FAULTS }, (_, n) => n + 1));
  for (const { number, tests } of table) {
    expect(tests.length, `fault ${number}`).toBeGreaterThan(0);
    for (const { file, name } of tests) expect(sourceOf(file), `fault ${number}`).toContain(name);
  }
});

test('a test that is not there is noticed', () => {
  const [row] = rows('| 1 | a | b | `test/nowhere.test.ts`: no such test |');
  expect(row?.tests).toEqual([{ file: 'test/nowhere.test.ts', name: 'no such test' }]);
  expect(sourceOf('test/nowhere.test.ts')).toBe('');
});

function rows(page: string): Row[] {
  const lines = page.split('\n').filter((line) => /^\| \d{1,2} +\|/.test(line));
  return lines.map((line) => ({
    number: Number.parseInt(line.slice(2), 10),
    tests: [...line.matchAll(/`([^`]+\.test\.ts)`: (.*?)(?=<br>|\s*\|$)/g)].map(
      ([, file = '', name = '']) => ({ file, name }),
    ),
  }));
}

function sourceOf(file: string): string {
  const path = join(server, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
