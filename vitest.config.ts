import { defineConfig } from 'vitest/config';

/**
 * One project per habitat, told apart by the file's name: `.test.ts` needs nothing, `.pg.test.ts` a PostgreSQL,
 * `.mysql.test.ts` a MariaDB, `.wire.test.ts` real sockets. All but the first share one PostgreSQL.
 */
const sources = '{apps,packages,bench,scripts}/**/';
const postgres = 'apps/server/src/store/testing/test-postgres.ts';
const project = (
  name: string,
  include: string[],
  {
    exclude = [],
    globalSetup = [postgres],
    isolate = true,
  }: { exclude?: string[]; globalSetup?: string[]; isolate?: boolean } = {},
) => ({
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '**/dist/**', ...exclude],
    globalSetup,
    isolate,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What must come may take its time on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', [`${sources}*.test.{ts,tsx,mjs}`], {
        exclude: ['**/*.{pg,mysql,wire}.test.ts'],
        globalSetup: [],
      }),
      project('pg', [`${sources}*.pg.test.ts`]),
      project('mysql', [`${sources}*.mysql.test.ts`]),
      // Loading the server anew for each file took half of the time that they all take.
      project('wire', [`${sources}*.wire.test.ts`], { isolate: false }),
    ],
    maxWorkers: 2,
  },
});
