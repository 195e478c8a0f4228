import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Mirrors } from './mirrors.ts';
import { type MirrorGround, mirrorGround } from './testing/mirror-ground.ts';
import { until } from './testing/until.ts';

let ground: MirrorGround;
let mirrors: Mirrors;
beforeAll(async () => {
  ground = await mirrorGround();
  mirrors = await ground.open();
});
afterAll(() => ground[Symbol.asyncDispose]());
beforeEach(async () => {
  ground.link.mend();
  ground.failures.length = 0;
  for (const app of ['acme', 'other']) await mirrors.delete(app).catch(() => undefined);
  await ground.query('DROP TABLE IF EXISTS socketlink_messages, parley_mirror');
});

const isRetrying = async (): Promise<boolean> => (await mirrors.status('acme')).state === 'retrying';

test('while the database is down rows wait, the status says why, and a sync says so too', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 0 }) });
  ground.link.cut();
  for (const message of ['1', '2', '3']) await ground.say(mirrors, message);
  await until(isRetrying);
  await expect(mirrors.sync('acme')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('could not be written'),
  });
  const status = await mirrors.status('acme');
  expect(status).toMatchObject({ state: 'retrying', waiting: 3, refused: 0, lastBatch: null });
  expect(status.outage?.message).not.toBe('');
  expect(status.outage?.failures).toBeGreaterThanOrEqual(2);
  expect(status.waitingSince).toBeLessThanOrEqual(status.outage?.since ?? 0);
  ground.link.mend();
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2', '3']);
  // The first row was in a batch of its own already, which went as it was.
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 0, outage: null, lastBatch: { rows: 2 } });
});

test('it comes back by itself when the database does, and whoever runs the server was told once', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 0 }) });
  ground.link.cut();
  await ground.say(mirrors, 'late');
  for (const failures of [1, 2, 3, 4]) {
    await until(
      async () => (await mirrors.status('acme')).outage?.failures === failures && (await isRetrying()),
    );
    ground.runtime.advance(30_000);
  }
  ground.link.mend();
  await until(async () => {
    // Not while it is under way: time that flies would end it before the database could answer.
    if (await isRetrying()) ground.runtime.advance(30_000);
    return (await mirrors.status('acme')).waiting === 0;
  });
  expect(await ground.messages()).toEqual(['late']);
  expect(ground.failures).toHaveLength(1);
  expect(String(ground.failures[0])).toContain('acme');
});

test('a connection that was lost between two batches costs nothing', async () => {
  await mirrors.put('acme', { settings: ground.settings() });
  await ground.say(mirrors, '1');
  await mirrors.sync('acme');
  ground.link.cut();
  ground.link.mend();
  await ground.say(mirrors, '2');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2']);
});

test('a connection that nobody uses is closed', async () => {
  await mirrors.put('acme', { settings: ground.settings() });
  await ground.say(mirrors, '1');
  await mirrors.sync('acme');
  const connections = ground.link.connections;
  ground.runtime.advance(60_000);
  await ground.say(mirrors, '2');
  await mirrors.sync('acme');
  expect(ground.link.connections).toBe(connections + 1);
});

test('a server that does not answer any more is given up in time, and its rows wait', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(mirrors, '1');
  await mirrors.sync('acme');
  ground.link.freeze();
  await ground.say(mirrors, '2');
  const synced = expect(mirrors.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  await until(async () => (await mirrors.status('acme')).state === 'sending');
  ground.runtime.advance(30_000);
  await synced;
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 1 });
  ground.link.cut();
  ground.link.mend();
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2']);
});

test('a stop does not wait for a database that does not answer', async () => {
  const own = await ground.open();
  await own.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(own, '1');
  ground.link.freeze();
  let isStopped = false;
  const stopped = own[Symbol.asyncDispose]().then(() => {
    isStopped = true;
  });
  await until(() => {
    ground.runtime.advance(1_000);
    return isStopped;
  });
  await stopped;
  expect(await ground.store.effects.count('acme', 'mirror')).toMatchObject({ pending: 1 });
  ground.link.cut();
});

test('the mirror of one app goes on while that of another has no database', async () => {
  await mirrors.put('acme', { settings: ground.settings({ port: 1, everyMs: 0 }) });
  await mirrors.put('other', { settings: ground.settings() });
  await ground.say(mirrors, 'stuck');
  await ground.say(mirrors, 'through', { app: 'other' });
  await mirrors.sync('other');
  expect(await ground.messages()).toEqual(['through']);
  await until(isRetrying);
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 1 });
  expect(ground.stats.of('other').mirrorBatches).toBe(1);
});

test('a missing table holds rows back, refuses none, and is made again', async () => {
  await mirrors.put('acme', { settings: ground.settings() });
  await ground.say(mirrors, '1');
  await mirrors.sync('acme');
  await ground.query('DROP TABLE socketlink_messages');
  await ground.say(mirrors, '2');
  await expect(mirrors.sync('acme')).rejects.toMatchObject({
    message: expect.stringContaining("doesn't exist"),
  });
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 1, refused: 0 });
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['2']);
});

test('a table without transactions is not written into, and the status says how to convert it', async () => {
  await ground.query(
    `CREATE TABLE socketlink_messages (id INT AUTO_INCREMENT PRIMARY KEY, insert_time DATETIME NOT NULL,
       message TEXT NOT NULL, uid VARCHAR(4096) NOT NULL, rid VARCHAR(160) NOT NULL) ENGINE=MyISAM`,
  );
  await mirrors.put('acme', { settings: ground.settings() });
  await ground.say(mirrors, '1');
  await expect(mirrors.sync('acme')).rejects.toMatchObject({
    message: expect.stringContaining('ALTER TABLE socketlink_messages ENGINE=InnoDB'),
  });
  await ground.query('ALTER TABLE socketlink_messages ENGINE=InnoDB');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1']);
});
