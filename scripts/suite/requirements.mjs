import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { StepFailed } from '../setup/step-failed.mjs';
import { root } from '../setup/workspace.mjs';

/**
 * Something from outside of npm that a part of the tests runs against.
 *
 * @typedef {object} Requirement
 * @property {string} name what a person calls it
 * @property {() => boolean} present
 * @property {readonly string[]} debian the Debian packages that bring it
 * @property {string} elsewhere how to get it on another system
 */

/** @type {Record<'mariadb' | 'chromium', Requirement>} */
export const REQUIREMENTS = {
  mariadb: {
    name: 'MariaDB (mariadbd and mariadb-install-db)',
    present: () => onPath('mariadbd') && onPath('mariadb-install-db'),
    debian: ['mariadb-server'],
    elsewhere: 'install the MariaDB server, 10.11 or later, so that both programs are on the PATH',
  },
  chromium: {
    name: 'Chromium, and curl for the commands that the pages print',
    present: () => (existsSync('/usr/bin/chromium') || existsSync(playwrightChromium())) && onPath('curl'),
    debian: ['chromium', 'fonts-dejavu-core', 'curl'],
    elsewhere: 'install curl and run "npx playwright install chromium" in the folder e2e',
  },
};

/** @param {string} program */
export function onPath(program) {
  // Debian keeps servers in sbin, which is not on everybody's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Where Playwright would put the browser that it downloads itself. */
function playwrightChromium() {
  try {
    const fromE2e = createRequire(join(root, 'e2e/package.json'));
    return fromE2e('@playwright/test').chromium.executablePath();
  } catch (cause) {
    throw new StepFailed(`Playwright cannot be loaded: ${cause}`);
  }
}
