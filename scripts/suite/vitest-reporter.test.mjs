import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../setup/run-command.mjs';
import { root } from '../setup/workspace.mjs';
import { REPORT_VARIABLE } from './vitest-reporter.mjs';

const TESTS = `
  describe('outer', () => {
    test('differs', () => expect({ a: 1, list: [1, 2] }).toEqual({ a: 2, list: [1, 2] }));
    test('takes too long', () => new Promise(() => {}), 50);
    test('has a cause', () => { throw new Error('above', { cause: new Error('below') }); });
    test('passes', () => {});
    test.skip('is skipped', () => {});
  });`;

test('the report of a run says of each failure why, what takes too long and what broke around tests included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-reporter-'));
  try {
    writeFileSync(join(folder, 'a.test.mjs'), TESTS);
    writeFileSync(join(folder, 'b.test.mjs'), "import './nowhere.mjs';");
    writeFileSync(
      join(folder, 'c.test.mjs'),
      "test('c', () => {}); afterAll(() => { throw new Error('late'); });",
    );
    writeFileSync(join(folder, 'd.test.mjs'), "test('d', () => { Promise.reject(new Error('unheard')); });");
    const file = join(folder, 'report.json');
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporter = join(root, 'scripts/suite/vitest-reporter.mjs');
    const args = [vitest, 'run', '--root', folder, '--globals', `--reporter=${reporter}`];
    const env = { ...process.env, [REPORT_VARIABLE]: file };
    await expect(runCommand(process.execPath, args, { cwd: folder, env })).rejects.toThrow('ended with 1');
    const { tally, failures } = JSON.parse(readFileSync(file, 'utf8'));
    expect(tally).toEqual({ passed: 3, failed: 5, skipped: 1 });
    /** @param {string} name */
    const errorOf = (name) =>
      failures.find((/** @type {{ name: string }} */ failure) => failure.name === name)?.error;
    expect(errorOf('outer > differs')).toMatch(/^AssertionError: expected .*\n.*a\.test\.mjs:3:/);
    expect(errorOf('outer > differs')).toContain('+   "a": 1,');
    expect(errorOf('outer > takes too long')).toMatch(/Test timed out in 50ms/);
    expect(errorOf('outer > has a cause')).toMatch(/^Error: above\n(.*\n)*caused by Error: below\n/);
    expect(errorOf('(outside of any test)')).toContain('unheard');
    expect(failures).toHaveLength(6);
    const around = failures.filter(
      (/** @type {{ name: string }} */ { name }) => name === '(around its tests)',
    );
    expect(around.map((/** @type {{ file: string }} */ failure) => failure.file).sort()).toEqual([
      'b.test.mjs',
      'c.test.mjs',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
