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

const passing = { about: '', run: async () => ({ passed: 2, failed: 0, skipped: 0 }) };
const build = { name: 'build', about: '', run: async () => undefined };
const broken = { name: 'build', about: '', run: () => Promise.reject(new StepFailed('no')) };
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
  const failing = { ...unit, run: async () => ({ passed: 1, failed: 1, skipped: 0 }) };
  const results = await runSuite([failing], new Map());
  expect(results[0]?.outcome).toBe('failed');
  expect(printSummary(results)).toBe(false);
});

test('named parts run in order, with the build that they need, and unknown names are refused', () => {
  const all = [build, unit, wire, mysql];
  expect(chooseSteps(all, [])).toEqual({ steps: all });
  expect(chooseSteps(all, ['mysql', 'unit'])).toEqual({ steps: [unit, mysql] });
  expect(chooseSteps(all, ['wire'])).toEqual({ steps: [build, wire] });
  expect(chooseSteps(all, ['wires'])).toMatchObject({ exitCode: 2 });
  expect(chooseSteps(all, ['--help'])).toMatchObject({ exitCode: 0 });
});
