/**
 * Generates the REST entry's types from the server's own API document, or checks that they are up to date.
 *
 *   node scripts/generate-openapi.mjs [--check] [document.json]
 *
 * Without a document it asks the built server (`apps/server/dist/main.js --print-openapi`) for it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const TARGET = fileURLToPath(new URL('../src/rest/generated/openapi.ts', import.meta.url));
const SERVER = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url));
const HEADER =
  '/** Generated from the server’s OpenAPI document by scripts/generate-openapi.mjs; do not edit. */\n\n';
const LONGEST_DOCUMENT = 64 * 1024 * 1024;

const checking = process.argv.includes('--check');
const [file] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const types = HEADER + astToString(await openapiTypescript(JSON.parse(readDocument())));

if (!checking) {
  writeFileSync(TARGET, types);
} else if (readFileSync(TARGET, 'utf8') !== types) {
  process.stderr.write(
    'The REST types do not fit the server’s API document. Run `node scripts/generate-openapi.mjs` in packages/sdk.\n',
  );
  process.exitCode = 1;
}

function readDocument() {
  if (file) return readFileSync(file, 'utf8');
  const options = { encoding: 'utf8', maxBuffer: LONGEST_DOCUMENT };
  return execFileSync(process.execPath, [SERVER, '--print-openapi'], options);
}
