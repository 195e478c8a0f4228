import { expect, test } from 'vitest';
import type { StoreHabitat } from '../cases/habitat.ts';
import { openStore } from '../open-store.ts';
import type { Provider } from '../provider.ts';
import { silentLog } from '../store-log.ts';
import { modelShape } from '../testing/model-shape.ts';
import type { DatabaseShape } from '../testing/table-shape.ts';
import { migrate } from './migrate.ts';
import { type Migration, readMigrations } from './migration.ts';

/** What a migrated database must be, and when it is refused. */
export function migrateCases(
  habitat: StoreHabitat,
  database: {
    provider: Provider;
    shapeOf(url: string): Promise<DatabaseShape>;
    run(url: string, statement: string): Promise<void>;
  },
): void {
  const { provider } = database;
  const later: Migration = {
    name: '20990101000000_later',
    sql: 'CREATE TABLE later (id INT)',
    checksum: 'x',
  };

  test('the migrations make exactly what the model says: tables, columns, types, keys, references', async () => {
    const { url, drop } = await habitat.createDatabase();
    await migrate({ provider, url, log: silentLog });
    expect(await database.shapeOf(url)).toEqual(await modelShape());
    await drop();
  });

  test('several servers that start at once migrate once', async () => {
    const { url, drop } = await habitat.createDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ url, log: silentLog, connections: 2 })));
    for (const store of stores) await store.ping();
    for (const store of stores) await store[Symbol.asyncDispose]();
    await drop();
  });

  test('a newer migration is applied once, and then the older server is refused', async () => {
    const { url, drop } = await habitat.createDatabase();
    const known = [...(await readMigrations(provider)), later];
    await migrate({ provider, url, log: silentLog });
    await migrate({ provider, url, log: silentLog, known });
    await migrate({ provider, url, log: silentLog, known });
    const older = openStore({ url, log: silentLog });
    await expect(older).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('newer version'),
    });
    await expect(older).rejects.toThrow(later.name);
    await drop();
  });

  test('a migration whose file changed since it was applied is refused', async () => {
    const { url, drop } = await habitat.createDatabase();
    await migrate({ provider, url, log: silentLog });
    const known = (await readMigrations(provider)).map((migration) => ({ ...migration, checksum: 'other' }));
    await expect(migrate({ provider, url, log: silentLog, known })).rejects.toThrow('its file has changed');
    await drop();
  });

  test('a migration that fails says which, and the next start does not run on a half-made schema', async () => {
    const { url, drop } = await habitat.createDatabase();
    const broken = { ...later, sql: 'CREATE TABLE half (id INT); CREATE TABLE half (id INT)' };
    const known = [...(await readMigrations(provider)), broken];
    const failing = migrate({ provider, url, log: silentLog, known });
    await expect(failing).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining(later.name),
    });
    const again = migrate({ provider, url, log: silentLog, known });
    if (provider === 'mysql') await expect(again).rejects.toThrow('begun but did not finish');
    else await expect(again).rejects.toThrow(`"${later.name}" failed`);
    const shape = await database.shapeOf(url);
    expect('half' in shape).toBe(provider === 'mysql');
    await drop();
  });

  test('a migration that Prisma has rolled back counts as not applied', async () => {
    const { url, drop } = await habitat.createDatabase();
    await migrate({ provider, url, log: silentLog });
    await database.run(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at)
       VALUES ('x', 'y', '${later.name}', CURRENT_TIMESTAMP)`,
    );
    await migrate({ provider, url, log: silentLog });
    await drop();
  });
}
