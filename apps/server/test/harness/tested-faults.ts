import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const server = join(import.meta.dirname, '../..');

/** A row of the table of faults in a protocol's README. */
export interface FaultRow {
  readonly number: number;
  /** The tests that the row names. */
  readonly tests: ReadonlyArray<{ readonly file: string; readonly name: string }>;
}

/** The README of the protocol has a row for each of so many faults of others, and each row names tests that are there. */
export function expectTestedFaults(protocol: string, count: number): void {
  const table = faultRows(readFileSync(join(server, 'src/protocols', protocol, 'README.md'), 'utf8'));
  expect(table.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
  for (const { number, tests } of table) {
    expect(tests.length, `fault ${number}`).toBeGreaterThan(0);
    for (const { file, name } of tests) {
      expect(name, `fault ${number}`).not.toBe('');
      expect(sourceOf(file).includes(name), `fault ${number}: ${file}: ${name}`).toBe(true);
    }
  }
}

export function faultRows(page: string): FaultRow[] {
  const lines = page.split('\n').filter((line) => /^\| \d{1,2} +\|/.test(line));
  return lines.map((line) => ({
    number: Number.parseInt(line.slice(2), 10),
    tests: [...line.matchAll(/`([^`]+\.test\.ts)`: (.*?)(?=<br>|\s*\|$)/g)].map(
      ([, file = '', name = '']) => ({ file, name }),
    ),
  }));
}

/** The text of a test file of the server; empty if there is none. */
export function sourceOf(file: string): string {
  const path = join(server, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
