import { join } from 'node:path';
import { lastLines } from '../setup/last-lines.mjs';
import { buildAll } from '../setup/prepare.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { StepFailed } from '../setup/step-failed.mjs';
import { manifest, packages, root, toolEnvironment } from '../setup/workspace.mjs';
import { countedRun } from './counted-run.mjs';
import { failuresOfPlaywright } from './failures.mjs';
import { tallyOfPlaywright } from './tally.mjs';
import { REPORT_VARIABLE } from './vitest-reporter.mjs';

/** A compiler keeps one core busy, and takes up to a gigabyte. */
const COMPILERS = 2;
/** Of the output of each package that failed in a step of many. */
const LINES_OF_EACH = 12;

/**
 * A part of the tests. `run` tells of the tests if it runs any, and throws {@link StepFailed} when it fails otherwise.
 *
 * @typedef {object} SuiteStep
 * @property {string} name what to call it on the command line
 * @property {string} about
 * @property {boolean} [needsBuild]
 * @property {import('./provide-requirements.mjs').RequirementName} [requires]
 * @property {() => Promise<import('./counted-run.mjs').TestRun | undefined>} run
 */

/**
 * In the order in which they run, one at a time: cheap findings first, and no more at once than there are cores to a
 * small machine.
 *
 * @type {readonly SuiteStep[]}
 */
export const SUITE_STEPS = [
  { name: 'lint', about: 'formatting and lint rules (Biome)', run: lint },
  { name: 'build', about: 'server, SDK and dashboard', run: build },
  { name: 'typecheck', about: 'every package, and these scripts', needsBuild: true, run: typecheck },
  { name: 'unit', about: 'tests that need nothing', run: () => vitest('unit') },
  { name: 'pg', about: 'tests on the embedded PostgreSQL', run: () => vitest('pg') },
  { name: 'mysql', about: 'tests on MariaDB', requires: 'mariadb', run: () => vitest('mysql') },
  { name: 'wire', about: 'tests with real sockets', needsBuild: true, run: () => vitest('wire') },
  { name: 'checks', about: "the packages' own check scripts", needsBuild: true, run: checks },
  {
    name: 'browser',
    about: 'a real browser (Playwright)',
    needsBuild: true,
    requires: 'chromium',
    run: browser,
  },
];

/** @returns {Promise<undefined>} */
async function lint() {
  await runCommand(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'], {
    live: true,
    advice: '"npx biome check --write ." repairs what can be repaired without a decision.',
  });
}

/** @returns {Promise<undefined>} */
async function build() {
  await buildAll();
}

/** @returns {Promise<undefined>} */
async function typecheck() {
  const projects = packages.filter((folder) => manifest(folder).scripts?.typecheck !== undefined);
  const scripts = [bin('typescript/bin/tsc'), '-p', 'scripts/tsconfig.json'];
  const tasks = [
    ...projects.map((folder) => () => packageScript(folder, 'typecheck', { live: false })),
    () => runCommand(process.execPath, scripts),
  ];
  await everyOne(tasks, { atOnce: COMPILERS });
}

/** @returns {Promise<undefined>} */
async function checks() {
  await everyOne(
    packages.flatMap((folder) =>
      Object.keys(manifest(folder).scripts ?? {})
        .filter((name) => name.startsWith('check'))
        .map((name) => () => packageScript(folder, name, { live: true })),
    ),
  );
}

/** @param {string} project */
function vitest(project) {
  const reporter = join(root, 'scripts/suite/vitest-reporter.mjs');
  const args = ['run', '--project', project, '--reporter=default', `--reporter=${reporter}`];
  return countedRun(
    (file) =>
      runCommand(process.execPath, [bin('vitest/vitest.mjs'), ...args], {
        env: { ...process.env, [REPORT_VARIABLE]: file },
        live: true,
      }),
    asReported,
  );
}

/**
 * Our own reporter counts by itself.
 *
 * @param {Omit<import('./counted-run.mjs').TestRun, 'output'>} report
 */
function asReported(report) {
  return report;
}

function browser() {
  const cwd = join(root, 'e2e');
  return countedRun(
    (file) =>
      runCommand('playwright', ['test', '--reporter=list,json'], {
        cwd,
        env: { ...toolEnvironment('e2e'), PLAYWRIGHT_JSON_OUTPUT_FILE: file },
        shell: true,
        live: true,
      }),
    (
      /** @type {Parameters<typeof tallyOfPlaywright>[0] & Parameters<typeof failuresOfPlaywright>[0]} */ report,
    ) => ({ tally: tallyOfPlaywright(report), failures: failuresOfPlaywright(report) }),
  );
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {{ live: boolean }} options
 */
async function packageScript(folder, name, { live }) {
  console.log(`${folder}: ${name}`);
  await runCommand(manifest(folder).scripts?.[name] ?? '', [], {
    cwd: join(root, folder),
    env: toolEnvironment(folder),
    shell: true,
    live,
  }).catch((error) => {
    if (error instanceof StepFailed) error.message = `${folder}: ${error.message}`;
    throw error;
  });
}

/**
 * Runs all, even after one failed, so that one run tells everything.
 *
 * @param {readonly (() => Promise<unknown>)[]} tasks
 * @param {{ atOnce?: number }} [options]
 */
async function everyOne(tasks, { atOnce = 1 } = {}) {
  /** @type {StepFailed[]} */
  const failures = [];
  const waiting = tasks.values();
  const lane = async () => {
    for (const task of waiting) {
      try {
        await task();
      } catch (error) {
        if (!(error instanceof StepFailed)) throw error;
        error.print();
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failures.length === 0) return;
  const all = new StepFailed(
    failures.map(({ message }) => message).join('; '),
    failures
      .map(({ message, output }) => [`${message}:`, ...lastLines(output, LINES_OF_EACH)].join('\n'))
      .join('\n\n'),
  );
  all.shown = true;
  throw all;
}

/** @param {string} path of a program inside the root's node_modules */
function bin(path) {
  return join(root, 'node_modules', path);
}
