/**
 * `pnpm bench fanout`, `pusher` and `ingest`: builds the server if its sources changed, then measures it beside its
 * peers. `pnpm bench --help` lists the options; docs/benchmarks.md says what the figures mean.
 */
import { register } from 'tsx/esm/api';
import { buildPackage } from '../scripts/setup/build-package.mjs';
import { generateClients } from '../scripts/setup/generate-clients.mjs';
import { StepFailed } from '../scripts/setup/step-failed.mjs';

register();
const { parseOptions } = await import('./src/options.ts');
const options = parseOptions(process.argv.slice(2).filter((arg) => arg !== '--'));
if ('usage' in options) {
  console.log(options.usage);
  process.exitCode = options.isWrong ? 2 : 0;
} else {
  process.exitCode = await buildAndRun(options);
}

/** @param {import('./src/options.ts').Options} options */
async function buildAndRun(options) {
  try {
    if (options.build) {
      await generateClients();
      await buildPackage('server');
    }
    const { run } = await import('./src/run.ts');
    return await run(options);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    error.print();
    return 1;
  }
}
