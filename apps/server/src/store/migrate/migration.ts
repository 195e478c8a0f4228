import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Provider } from '../provider.ts';

/** A step of the database's schema, as it lies in `prisma/migrations/<provider>/<name>/migration.sql`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma's own tool computes it. */
  readonly checksum: string;
}

/** The migrations that this server brings, oldest first. */
export async function readMigrations(provider: Provider): Promise<Migration[]> {
  const folder = join(await migrationsFolder(), provider);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name, sql: bytes.toString('utf8'), checksum };
    }),
  );
}

/** `prisma/migrations` in the nearest folder above this file: the same from the sources and from the built server. */
async function migrationsFolder(): Promise<string> {
  for (let place = dirname(fileURLToPath(import.meta.url)); ; place = dirname(place)) {
    const candidate = join(place, 'prisma', 'migrations');
    const found = await stat(candidate).catch(() => null);
    if (found?.isDirectory()) return candidate;
    if (place === dirname(place))
      throw new Error('The folder prisma/migrations is missing from this installation.');
  }
}
