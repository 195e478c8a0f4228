import { writeFileSync } from 'node:fs';
import { NOTHING, sum } from './tally.mjs';

/**
 * @typedef {import('./failures.mjs').Failure} Failure
 * @typedef {import('vitest/node').TestModule} TestModule
 * @typedef {import('vitest').SerializedError} SomeError
 */

/** Where the report goes. */
export const REPORT_VARIABLE = 'PARLEY_TEST_REPORT';
const MAX_FRAMES = 6;

/**
 * A reporter for vitest that writes how many tests did what, and of each that failed the message, the place and the
 * difference. Vitest's own JSON report has neither the difference nor, of a test that took too long, the message.
 */
export default class VitestReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly SomeError[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    const file = process.env[REPORT_VARIABLE];
    if (file === undefined) throw new Error(`${REPORT_VARIABLE} does not say where the report goes.`);
    const outside = { file: '(no file)', name: '(outside of any test)' };
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error) => ({ ...outside, error: textOf(error) })),
    ];
    writeFileSync(file, JSON.stringify({ tally: sum(modules.map(tallyOf)), failures }));
  }
}

/**
 * A file that failed without a failed test (it broke before its first, or after its last) counts as one failure.
 *
 * @param {TestModule} module
 */
function tallyOf(module) {
  const tally = { ...NOTHING };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    tally[state === 'pending' ? 'skipped' : state] += 1;
  }
  return module.state() === 'failed' && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {TestModule} module
 * @returns {Failure[]}
 */
function failuresOf(module) {
  const file = module.relativeModuleId;
  const around = [module, ...module.children.allSuites()].flatMap((each) =>
    each.errors().map((error) => ({
      file,
      name: each.type === 'suite' ? `${each.fullName} (around its tests)` : '(around its tests)',
      error: textOf(error),
    })),
  );
  const tests = [...module.children.allTests('failed')].map((test) => ({
    file,
    name: test.fullName,
    error: (test.result().errors ?? []).map(textOf).join('\n'),
  }));
  return [...tests, ...around];
}

/**
 * The message, the places in our own code and the difference, and the same of what caused it.
 *
 * @param {SomeError} error
 * @returns {string}
 */
function textOf({ name, message, stack = '', diff, cause }) {
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && /[:/\\]/.test(line) && !/node_modules|node:/.test(line));
  const lines = [name === undefined ? message : `${name}: ${message}`, ...frames.slice(0, MAX_FRAMES)];
  if (typeof diff === 'string') lines.push(diff);
  if (typeof cause === 'object' && cause !== null && 'message' in cause)
    lines.push(`caused by ${textOf(cause)}`);
  return lines.join('\n');
}
