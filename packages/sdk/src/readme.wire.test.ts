import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  ADMIN_KEY,
  APP_KEY,
  startTestServer,
  type TestServer,
} from '../../../apps/server/test/harness/test-server.ts';
import { PAGES, readmeSamples } from './testing/readme-samples.ts';

const SOURCES: Readonly<Record<string, string>> = {
  '@parley/sdk': './index.ts',
  '@parley/sdk/admin': './admin.ts',
  '@parley/sdk/chat': './chat.ts',
  '@parley/sdk/rest': './rest.ts',
};
const zod = createRequire(import.meta.url).resolve('zod');

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'parley-readme-'));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const runnable = PAGES.flatMap((page) =>
  readmeSamples(page)
    .filter(({ prints }) => prints.length > 0)
    .map((sample) => ({ page, ...sample })),
);

test('every page with samples has some that run', () => {
  expect(new Set(runnable.map(({ page }) => page))).toEqual(new Set(PAGES));
  expect(runnable.length).toBeGreaterThanOrEqual(6);
});

for (const [index, { page, title, code, prints }] of runnable.entries()) {
  test(`the sample "${title}" of ${page} (${index + 1}) prints what it says`, async () => {
    const printed: string[] = [];
    const print = vi
      .spyOn(console, 'log')
      .mockImplementation((...words) => void printed.push(words.join(' ')));
    const file = join(folder, `sample-${index}.ts`);
    await writeFile(file, adapted(code));
    const sample: { parley?: Disposable } = await import(file);
    await expect.poll(() => printed).toEqual(prints);
    sample.parley?.[Symbol.dispose]();
    print.mockRestore();
  });
}

/** The sample as it stands, but on this server, from the sources, and with its client handed out to be closed. */
function adapted(code: string): string {
  return code
    .replaceAll(/from '([^']+)'/g, (_, name: string) => {
      const source = SOURCES[name];
      return `from '${source ? fileURLToPath(new URL(source, import.meta.url)) : zod}'`;
    })
    .replaceAll('http://127.0.0.1:4000', server.url)
    .replaceAll('your-client-key', APP_KEY)
    .replaceAll('your-admin-key', ADMIN_KEY)
    .replaceAll(/^const parley/gm, 'export const parley');
}
