/**
 * Measures the core entry as a browser gets it: bundled, minified, gzipped, without the packages it shares with its
 * users (superjson, tRPC). Prints the size and fails over the limit.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';

const LIMIT_BYTES = 14 * 1024;
const ENTRY = fileURLToPath(new URL('../dist/index.js', import.meta.url));

const bundles = await build({
  config: false,
  entry: ENTRY,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  dts: false,
  clean: false,
  write: false,
  logLevel: 'error',
});
const code = bundles.flatMap(({ chunks }) => chunks.map((chunk) => ('code' in chunk ? chunk.code : '')));
if (code.length === 0) throw new Error('There is nothing to measure; build the package first.');
const bytes = gzipSync(code.join('\n'), { level: 9 }).length;
process.stdout.write(
  `@parley/sdk core entry: ${(bytes / 1024).toFixed(1)} kB gzipped (limit ${LIMIT_BYTES / 1024} kB)\n`,
);
if (bytes > LIMIT_BYTES) process.exitCode = 1;
