import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StepFailed } from '../setup/step-failed.mjs';
import { chooseSteps } from './choose-steps.mjs';
import { printSummary } from './print-summary.mjs';
import { runSuite } from './run-suite.mjs';

/** @type {string[]} */
let lines = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** @param {Partial<import('./counted-run.mjs').TestRun>} run */
const ran = (run = {}) => ({ tally: { passed: 2, failed: 0, skipped: 0 }, failures: [], output: '', ...run });
const passing = { about: '', run: async () => ran() };
const build = { name: 'build', about: '', run: async () => undefined };
const broken = {
  name: 'build',
  about: '',
  run: () => Promise.reject(new StepFailed('no', 'line\n'.repeat(50))),
};
const unit = { name: 'unit', ...passing };
const wire = { name: 'wire', needsBuild: true, ...passing };
const mysql = { name: 'mysql', requires: /** @type {const} */ ('mariadb'), ...passing };

test('everything that ran and passed gives true, and the totals are the last line', async () => {
  const results = await runSuite([build, unit, wire], new Map());
  expect(printSummary(results)).toBe(true);
  expect(lines.at(-1)).toBe('4 passed, 0 failed, 0 skipped');
});

test('a part that could not run is named with the remedy, and the whole does not count as passed', async () => {
  const results = await runSuite([unit, mysql], new Map([['mariadb', 'MariaDB is missing: get it']]));
  expect(printSummary(results)).toBe(false);
  expect(lines).toContain('not run: mysql: MariaDB is missing: get it');
  expect(lines.at(-1)).toBe('2 passed, 0 failed, 0 skipped');
});

test('after a failed build only what does not need it runs', async () => {
  const results = await runSuite([broken, unit, wire], new Map());
  expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'not run']);
  expect(printSummary(results)).toBe(false);
});

test('a failed test fails its step', async () => {
  const failing = { ...unit, run: async () => ran({ tally: { passed: 1, failed: 1, skipped: 0 } }) };
  const results = await runSuite([failing], new Map());
  expect(results[0]?.outcome).toBe('failed');
  expect(printSummary(results)).toBe(false);
});

test('after the table it says of each failed test where it is and why, in a few lines, and of the build how it ended', async () => {
  const failures = Array.from({ length: 30 }, (_, nr) => ({
    file: 'a.test.ts',
    name: `suite > test ${nr}`,
    error: `\u001b[31mAssertionError: no\u001b[39m\n${'    at x\n'.repeat(100)}`,
  }));
  const failing = {
    ...unit,
    run: async () => ran({ tally: { passed: 0, failed: 30, skipped: 0 }, failures }),
  };
  const crashing = {
    ...mysql,
    run: async () =>
      ran({ tally: { passed: 0, failed: 1, skipped: 0 }, output: `first\n${'.\n'.repeat(39)}Unhandled` }),
  };
  printSummary(await runSuite([broken, failing, crashing], new Map()));
  const table = lines.findIndex((line) => line.startsWith('all '));
  const told = lines.slice(table + 1, -1);
  expect(told.filter((line) => line.startsWith('failed test: '))).toHaveLength(20);
  expect(told).toContain('failed test: unit | a.test.ts | suite > test 19');
  expect(told).toContain('… and 10 failed tests more\n');
  const [error = ''] = told.filter((line) => line.includes('AssertionError'));
  expect(error.startsWith('    AssertionError: no\n        at x\n')).toBe(true);
  expect(error.trimEnd().split('\n')).toHaveLength(25);
  expect(told).toContain('the end of what build printed:');
  expect(
    told
      .find((line) => line.includes('line'))
      ?.trimEnd()
      .split('\n'),
  ).toHaveLength(40);
  const crash = told.find((line) => line.includes('Unhandled'));
  expect(crash).not.toContain('first');
  expect(lines.at(-1)).toBe('0 passed, 31 failed, 0 skipped');
});

test('named parts run in order, with the build that they need, and unknown names are refused', () => {
  const all = [build, unit, wire, mysql];
  expect(chooseSteps(all, [])).toEqual({ steps: all });
  expect(chooseSteps(all, ['mysql', 'unit'])).toEqual({ steps: [unit, mysql] });
  expect(chooseSteps(all, ['wire'])).toEqual({ steps: [build, wire] });
  expect(chooseSteps(all, ['wires'])).toMatchObject({ exitCode: 2 });
  expect(chooseSteps(all, ['--help'])).toMatchObject({ exitCode: 0 });
});
