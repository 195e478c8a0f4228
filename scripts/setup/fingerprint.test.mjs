import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-print-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/a.ts'), 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

const print = () => fingerprint(folder, ['src', 'package.json']);

test('the same contents give the same fingerprint, whatever the times say', () => {
  const before = print();
  utimesSync(join(folder, 'src/a.ts'), 1, 1);
  expect(print()).toBe(before);
});

test('a changed, new or renamed file and a missing one that appears change the fingerprint', () => {
  const seen = new Set([print()]);
  writeFileSync(join(folder, 'src/a.ts'), 'two');
  seen.add(print());
  writeFileSync(join(folder, 'src/b.ts'), '');
  seen.add(print());
  writeFileSync(join(folder, 'package.json'), '{}');
  seen.add(print());
  expect(seen.size).toBe(4);
});

test('what is made from the sources does not count', () => {
  const before = print();
  for (const made of ['node_modules', 'dist', 'generated']) {
    mkdirSync(join(folder, 'src', made));
    writeFileSync(join(folder, 'src', made, 'x.js'), 'x');
  }
  expect(print()).toBe(before);
});
