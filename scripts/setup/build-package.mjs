import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { runCommand } from './run-command.mjs';
import { stamp } from './stamp.mjs';
import { StepFailed } from './step-failed.mjs';
import { manifest, root, toolEnvironment } from './workspace.mjs';

/** What every build depends on besides the package's own folder. */
const SHARED = ['pnpm-lock.yaml', 'tsconfig.base.json'];

/**
 * What is built, in this order: where, from what besides its own folder, and the file that proves it. The SDK and the
 * dashboard take the server's types in, so they depend on its sources.
 */
export const BUILDS = {
  server: {
    folder: 'apps/server',
    from: ['prisma', 'scripts/generate.mjs'],
    makes: 'apps/server/dist/main.js',
  },
  sdk: { folder: 'packages/sdk', from: ['apps/server/src', 'prisma'], makes: 'packages/sdk/dist/index.js' },
  dashboard: {
    folder: 'apps/admin-web',
    from: ['apps/server/src', 'prisma'],
    makes: 'apps/admin-web/dist/index.html',
  },
};

/**
 * Builds one package by its own `build` script, unless nothing it is made from has changed.
 *
 * @param {keyof typeof BUILDS} name
 * @returns {Promise<'done' | 'unchanged'>}
 */
export async function buildPackage(name) {
  const { folder, from, makes } = BUILDS[name];
  const print = fingerprint(root, [folder, ...from, ...SHARED]);
  const built = stamp(`build-${name}`, [makes]);
  if (built.matches(print)) return 'unchanged';

  built.clear();
  await runCommand(manifest(folder).scripts?.build ?? '', [], {
    cwd: join(root, folder),
    env: toolEnvironment(folder),
    shell: true,
    advice: `The build of ${folder} failed; the output above says why. "npm test -- typecheck" may say more.`,
  });
  if (!existsSync(join(root, makes))) throw new StepFailed(`the build of ${folder} made no ${makes}`);
  built.write(print);
  return 'done';
}
