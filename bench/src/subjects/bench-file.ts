import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../../scripts/setup/server-flags.mjs';

/** A file of the benchmarks, by its path below `bench/src`. */
export function benchFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Node's flags to run a TypeScript program. */
export const TYPESCRIPT = ['--import', import.meta.resolve('tsx')] as const;

/** Node's flags that every measured server gets: those that `npm start` gives ours, the same for all. */
export const MEASURED = [
  ...SERVER_FLAGS,
  '--expose-gc',
  '--import',
  new URL('../process/probe.mjs', import.meta.url).href,
] as const;
