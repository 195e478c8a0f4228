import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const PROGRAM = new URL('../../dist/main.js', import.meta.url);
const SOURCE_MAP = new URL('../../dist/main.js.map', import.meta.url);
const HOW = 'Build it with "pnpm --filter @parley/server build", or run the tests by "npm test -- wire".';

const SourceMap = z.object({ sources: z.array(z.string()), sourcesContent: z.array(z.string().nullable()) });

/**
 * The built server's program. Throws when there is none, or when it was made from other sources than those that are
 * there now: it would prove nothing. Its source map holds what it was made from.
 */
export function requireBuild(): string {
  const { sources, sourcesContent } = SourceMap.parse(JSON.parse(read(SOURCE_MAP)));
  for (const [index, source] of sources.entries()) {
    const builtFrom = sourcesContent[index];
    const file = new URL(source, SOURCE_MAP);
    if (builtFrom != null && !file.pathname.includes('/node_modules/') && read(file) !== builtFrom)
      throw new Error(`The built server is older than ${fileURLToPath(file)}. ${HOW}`);
  }
  return fileURLToPath(PROGRAM);
}

function read(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The server is not built: ${fileURLToPath(file)} is missing. ${HOW}`, { cause });
  }
}
