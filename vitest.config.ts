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
  { exclude = [], globalSetup = [postgres] }: { exclude?: string[]; globalSetup?: string[] } = {},
) => ({
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '**/dist/**', ...exclude],
    globalSetup,
    testTimeout: 60_000,
    hookTimeout: 120_000,
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
      project('wire', [`${sources}*.wire.test.ts`]),
    ],
    maxWorkers: 2,
  },
});
