import { existsSync } from 'node:fs';
import { runCommand } from '../setup/run-command.mjs';
import { step } from '../setup/step.mjs';
import { StepFailed } from '../setup/step-failed.mjs';
import { REQUIREMENTS } from './requirements.mjs';

/** @typedef {keyof typeof REQUIREMENTS} RequirementName */

/**
 * Gets what is missing from Debian's packages when it may (root, with apt-get), and nothing otherwise.
 *
 * @param {readonly RequirementName[]} names
 * @returns {Promise<Map<RequirementName, string>>} what is still missing, each with what to do about it
 */
export async function provideRequirements(names) {
  const missing = names.filter((name) => !REQUIREMENTS[name].present());
  if (missing.length === 0) return new Map();

  let failure = '';
  if (mayInstall()) {
    try {
      await step(`Installing ${missing.map((name) => REQUIREMENTS[name].name).join(' and ')}`, () =>
        install(missing),
      );
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      error.print();
      failure = ' (installing it failed, see above)';
    }
  }
  const left = missing.filter((name) => !REQUIREMENTS[name].present());
  return new Map(
    left.map((name) => [name, `${REQUIREMENTS[name].name} is missing${failure}: ${remedy(name)}`]),
  );
}

/**
 * @param {readonly RequirementName[]} names
 * @returns {Promise<'done'>}
 */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = names.flatMap((name) => REQUIREMENTS[name].debian);
  await runCommand('apt-get', ['update'], { env });
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  return 'done';
}

/** @param {RequirementName} name */
function remedy(name) {
  const { debian, elsewhere } = REQUIREMENTS[name];
  if (!hasApt()) return elsewhere;
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${debian.join(' ')}`;
}

function mayInstall() {
  return process.getuid?.() === 0 && hasApt();
}

function hasApt() {
  return existsSync('/usr/bin/apt-get');
}
