import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { runCommand } from './run-command.mjs';
import { stamp } from './stamp.mjs';
import { StepFailed } from './step-failed.mjs';
import { manifest, packages, root } from './workspace.mjs';

/**
 * Installs exactly what the lock file says, with the pnpm that package.json names, fetched by npx. Without a change
 * since the last time it does nothing and needs no network.
 *
 * @returns {Promise<'done' | 'unchanged'>}
 */
export async function installDependencies() {
  const manifests = ['', ...packages].map((folder) => join(folder, 'package.json'));
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...manifests];
  const print = fingerprint(root, inputs, `${process.platform}-${process.arch}`);
  const done = stamp('install', ['node_modules/.modules.yaml']);
  const folders = packages.map((folder) => join(root, folder, 'node_modules'));
  if (done.matches(print) && folders.every((folder) => existsSync(folder))) return 'unchanged';

  done.clear();
  await runCommand(
    npx,
    ['-y', pnpmVersion(), 'install', '--frozen-lockfile', '--prefer-offline', ...pnpmOptions],
    {
      // A shell finds npx.cmd on Windows; none of the arguments holds a character that it would read differently.
      shell: process.platform === 'win32',
      advice:
        'The packages come from the npm registry: check the network and, if there is one, the proxy or mirror that npm is ' +
        'configured to use (npm config get registry), then repeat the command.',
    },
  );
  done.write(print);
  return 'done';
}

const npx = 'npx';

// pnpm asks before it replaces a node_modules folder made by something else, and nobody is there to answer.
const pnpmOptions = ['--config.confirmModulesPurge=false'];

function pnpmVersion() {
  const { packageManager = '' } = manifest('');
  const [, version] = /^pnpm@(\d+\.\d+\.\d+)/.exec(packageManager) ?? [];
  if (version === undefined) throw new StepFailed('package.json names no pnpm version in "packageManager"');
  return `pnpm@${version}`;
}
