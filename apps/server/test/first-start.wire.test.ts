import { pino } from 'pino';
import { expect, test } from 'vitest';
import { readSettings, SettingsError } from '../src/config/read-settings.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { temporaryFolder } from '../src/store/testing/temporary-folder.ts';
import { createTestDatabase } from '../src/store/testing/test-store.ts';

/** A data folder and a database on which servers start one after another, as a newcomer's do: nothing is given. */
async function ground() {
  const folder = await temporaryFolder('first');
  const database = await createTestDatabase();
  return {
    start: (given: Record<string, string> = {}): Promise<RunningServer> =>
      startServer({
        settings: readSettings({
          PARLEY_PORT: '0',
          PARLEY_DATA_DIR: folder.path,
          PARLEY_DATABASE_URL: database.url,
          PARLEY_DRAIN_MS: '0',
          ...given,
        }),
        log: pino({ level: 'silent' }),
        dashboardDir: folder.path,
      }),
    async [Symbol.asyncDispose](): Promise<void> {
      await database.drop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const status = async ({ url }: RunningServer, headers: Record<string, string>): Promise<number> =>
  (await fetch(`${url}/api/v1/session`, { headers })).status;

test('a start that finds its port taken says so, and the next one shows the password and the keys', async () => {
  await using place = await ground();
  await using taken = await ground();
  await using other = await taken.start();
  const failed = place.start({ PARLEY_PORT: new URL(other.url).port });
  await expect(failed).rejects.toThrow(SettingsError);
  await expect(failed).rejects.toThrow(/another program is using it.*PARLEY_PORT/);
  await using server = await place.start();
  expect(server.banner).toMatch(/^ {2}password {6}\S{16} /m);
  expect(server.banner).toContain(`api-key: ${server.keys.admin}`);
});

test('a key that the server made and somebody revoked stays revoked after a restart, and is not offered', async () => {
  await using place = await ground();
  const first = await place.start();
  const { client, admin } = first.keys;
  expect(await status(first, { 'x-parley-key': client })).toBe(200);
  const app = first.core.apps.get('default');
  for (const { id } of app.keys) await first.core.apps.deleteKey(app.id, id);
  await first[Symbol.asyncDispose]();

  await using second = await place.start();
  expect(await status(second, { 'x-parley-key': client })).toBe(401);
  expect(await status(second, { 'api-key': admin })).toBe(401);
  expect(second.banner).not.toContain(client);
});

test('keys that the server made go with its data folder to a new database', async () => {
  await using place = await ground();
  const first = await place.start();
  await first[Symbol.asyncDispose]();
  const database = await createTestDatabase();
  const second = await place.start({ PARLEY_DATABASE_URL: database.url });
  expect(second.keys).toEqual(first.keys);
  expect(await status(second, { 'x-parley-key': second.keys.client })).toBe(200);
  await second[Symbol.asyncDispose]();
  await database.drop();
});

test('a key given by a variable holds after every start', async () => {
  await using place = await ground();
  const given = { PARLEY_APP_KEY: 'pk_given_0123456789' };
  await (await place.start())[Symbol.asyncDispose]();
  await using second = await place.start(given);
  expect(await status(second, { 'x-parley-key': given.PARLEY_APP_KEY })).toBe(200);
});

test('another default app wants keys of its own, and the server says which variables give them', async () => {
  await using place = await ground();
  await (await place.start())[Symbol.asyncDispose]();
  const failed = place.start({ PARLEY_APP_ID: '1234567' });
  await expect(failed).rejects.toThrow(SettingsError);
  await expect(failed).rejects.toThrow(/belongs to default\. Set PARLEY_APP_KEY.*1234567's own/);
  const own = { PARLEY_APP_KEY: 'own-client-key', PARLEY_APP_SECRET: 'own-secret-of-the-app' };
  const given = { PARLEY_APP_ID: '1234567', PARLEY_ADMIN_KEY: 'own-admin-key-of-it', ...own };
  await using server = await place.start(given);
  expect(await status(server, { 'api-key': 'own-admin-key-of-it' })).toBe(200);
});
