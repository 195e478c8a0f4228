/**
 * Measures the entries that browsers load as they get them: bundled, minified, gzipped, without the packages they share
 * with their users (superjson, tRPC). Prints the sizes and fails over a limit.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'tsdown';

/** In kB. Chat includes the core. */
const LIMITS = { index: 14, chat: 22 };

for (const [entry, limit] of Object.entries(LIMITS)) {
  const kilobytes = (await sizeOf(entry)) / 1024;
  process.stdout.write(
    `@parley/sdk ${entry} entry: ${kilobytes.toFixed(1)} kB gzipped (limit ${limit} kB)\n`,
  );
  if (kilobytes > limit) process.exitCode = 1;
}

/** @returns {Promise<number>} bytes */
async function sizeOf(entry) {
  const bundles = await build({
    config: false,
    entry: fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url)),
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
  return gzipSync(code.join('\n'), { level: 9 }).length;
}
