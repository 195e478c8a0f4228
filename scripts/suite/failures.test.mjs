import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../setup/workspace.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';

test('of vitest: each failed test by file and full name, and a file that broke before its first', () => {
  const passed = { status: 'passed', ancestorTitles: [], title: 'good', failureMessages: [] };
  const failed = {
    status: 'failed',
    ancestorTitles: ['outages', 'cut'],
    title: 'comes back',
    failureMessages: ['Error: one\n    at a', 'Error: two'],
  };
  const testResults = [
    { name: join(root, 'x/a.test.ts'), status: 'failed', message: '', assertionResults: [passed, failed] },
    { name: join(root, 'x/b.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
    { name: join(root, 'x/c.test.ts'), status: 'passed', message: '', assertionResults: [passed] },
  ];
  expect(failuresOfVitest({ testResults })).toEqual([
    { file: 'x/a.test.ts', name: 'outages > cut > comes back', error: 'Error: one\n    at a\nError: two' },
    { file: 'x/b.test.ts', name: '(the file itself)', error: 'no such module' },
  ]);
});

test('of Playwright: each unexpected test by file and full name, and errors outside of any', () => {
  const result = (/** @type {string} */ stack) => ({ errors: [{ message: 'short', stack }] });
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({
    title,
    file: 'a.spec.ts',
    tests: [{ status, results: [result(`Error: ${title}`)] }],
  });
  const inner = { title: 'signing in', file: 'a.spec.ts', specs: [spec('fails', 'unexpected')] };
  const suite = {
    title: 'a.spec.ts',
    file: 'a.spec.ts',
    specs: [spec('good', 'expected'), spec('repeated', 'flaky'), spec('bad', 'unexpected')],
    suites: [inner],
  };
  expect(failuresOfPlaywright({ suites: [suite], errors: [{ message: 'no browser' }] })).toEqual([
    { file: 'a.spec.ts', name: 'bad', error: 'Error: bad' },
    { file: 'a.spec.ts', name: 'signing in > fails', error: 'Error: fails' },
    { file: 'e2e', name: '(outside of any test)', error: 'no browser' },
  ]);
});
