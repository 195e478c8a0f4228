import { expect, test } from 'vitest';
import { failuresOfPlaywright } from './failures.mjs';

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
