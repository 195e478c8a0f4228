import { BUILDS, buildPackage } from './build-package.mjs';
import { generateClients } from './generate-clients.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { step } from './step.mjs';

/** Brings a checkout to where the server can run: dependencies, Prisma clients, builds. Quick when nothing changed. */
export async function prepare() {
  await step('Installing dependencies', installDependencies);
  await step('Generating the database clients', generateClients);
  await buildAll();
}

/** Builds everything that changed, one after another. */
export async function buildAll() {
  for (const name of /** @type {(keyof typeof BUILDS)[]} */ (Object.keys(BUILDS))) {
    await step(`Building the ${name}`, () => buildPackage(name));
  }
}
