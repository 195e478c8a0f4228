import { printFailures } from './print-failures.mjs';
import { formatTally, NOTHING, sum } from './tally.mjs';

/**
 * Prints the table of steps, what failed, what was not run and why, and as the very last line the totals that CI reads.
 *
 * @param {readonly import('./run-suite.mjs').StepResult[]} results
 * @returns {boolean} true when everything asked for was run and passed
 */
export function printSummary(results) {
  console.log(`\n${'step'.padEnd(11)}${'outcome'.padEnd(9)}${'seconds'.padStart(8)}  tests`);
  for (const { name, outcome, seconds, tally } of results) {
    const tests = tally === undefined ? '' : formatTally(tally);
    console.log(
      `${name.padEnd(11)}${outcome.padEnd(9)}${seconds.toFixed(1).padStart(8)}  ${tests}`.trimEnd(),
    );
  }
  const total = results.reduce((all, { seconds }) => all + seconds, 0);
  console.log(`${'all'.padEnd(20)}${total.toFixed(1).padStart(8)}\n`);

  printFailures(results);
  for (const { name, outcome, reason } of results) {
    if (outcome === 'not run') console.log(`not run: ${name}: ${reason}`);
    if (outcome === 'failed') console.log(`failed: ${name}: ${reason}`);
  }
  console.log(formatTally(sum(results.map(({ tally }) => tally ?? NOTHING))));
  return results.every(({ outcome }) => outcome === 'passed');
}
