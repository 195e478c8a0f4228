import { stripVTControlCharacters } from 'node:util';
import { lastLines } from '../setup/last-lines.mjs';

const MAX_TESTS = 20;
const MAX_ERROR_LINES = 25;
const MAX_OUTPUT_LINES = 40;
const MAX_LINE_CHARACTERS = 400;

/**
 * Prints what failed in a few lines each, so that the tail of a log alone tells it: the failed tests, and of steps that
 * failed otherwise the end of their output.
 *
 * @param {readonly import('./run-suite.mjs').StepResult[]} results
 */
export function printFailures(results) {
  const tests = results.flatMap(({ name: step, failures }) =>
    failures.map((failure) => ({ step, ...failure })),
  );
  for (const { step, file, name, error } of tests.slice(0, MAX_TESTS)) {
    console.log(`failed test: ${step} | ${file} | ${name}`);
    console.log(
      `${indented(stripVTControlCharacters(error).trim().split('\n').slice(0, MAX_ERROR_LINES))}\n`,
    );
  }
  if (tests.length > MAX_TESTS) console.log(`… and ${tests.length - MAX_TESTS} failed tests more\n`);

  for (const { name, outcome, failures, output } of results) {
    if (outcome !== 'failed' || failures.length > 0 || output.trim() === '') continue;
    console.log(`the end of what ${name} printed:`);
    console.log(`${indented(lastLines(stripVTControlCharacters(output), MAX_OUTPUT_LINES))}\n`);
  }
}

/** @param {readonly string[]} lines */
function indented(lines) {
  return lines.map((line) => `    ${line.slice(0, MAX_LINE_CHARACTERS)}`.trimEnd()).join('\n');
}
