/**
 * `pnpm bench fanout` and `pnpm bench ingest`: builds the server if its sources changed, then measures it beside its
 * peers. `pnpm bench <name> --help` lists the options; docs/benchmarks.md says what the figures mean.
 */
import { register } from 'tsx/esm/api';
import { buildPackage } from '../scripts/setup/build-package.mjs';
import { generateClients } from '../scripts/setup/generate-clients.mjs';
import { StepFailed } from '../scripts/setup/step-failed.mjs';

try {
  register();
  const { parseOptions } = await import('./src/options.ts');
  const options = parseOptions(process.argv.slice(2));
  if (options.build) {
    await generateClients();
    await buildPackage('server');
  }
  const { run } = await import('./src/run.ts');
  process.exitCode = await run(options);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  error.print();
  process.exitCode = 1;
}
