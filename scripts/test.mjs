/**
 * `npm test`: installs what is missing and runs everything, or the named parts (`npm test -- unit wire`). Ends with a
 * table of steps and, as the last line, the totals. The exit code is 0 only if all that was asked for ran and passed.
 */
import './setup/require-node.mjs';
import { generateClients } from './setup/generate-clients.mjs';
import { installDependencies } from './setup/install-dependencies.mjs';
import { step } from './setup/step.mjs';
import { StepFailed } from './setup/step-failed.mjs';
import { chooseSteps } from './suite/choose-steps.mjs';
import { printSummary } from './suite/print-summary.mjs';
import { provideRequirements } from './suite/provide-requirements.mjs';
import { runSuite } from './suite/run-suite.mjs';
import { SUITE_STEPS } from './suite/suite-steps.mjs';
import { formatTally, NOTHING } from './suite/tally.mjs';

const choice = chooseSteps(SUITE_STEPS, process.argv.slice(2));
if ('message' in choice) {
  console.log(choice.message);
  process.exitCode = choice.exitCode;
} else {
  process.exitCode = (await runAll(choice.steps)) ? 0 : 1;
}

/** @param {readonly import('./suite/suite-steps.mjs').SuiteStep[]} steps */
async function runAll(steps) {
  try {
    await step('Installing dependencies', installDependencies);
    await step('Generating the database clients', generateClients);
    const missing = await provideRequirements(steps.flatMap(({ requires }) => requires ?? []));
    if (missing.size > 0 && inCi()) {
      throw new StepFailed(
        [...missing.values()].join('; '),
        '',
        'In CI nothing is skipped: provide it and repeat.',
      );
    }
    return printSummary(await runSuite(steps, missing));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    error.print();
    console.log(formatTally(NOTHING));
    return false;
  }
}

function inCi() {
  const { CI = '' } = process.env;
  return CI !== '' && CI !== 'false' && CI !== '0';
}
