import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
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
  ground.stats.forgetApp('acme');
  await ground.query('DROP TABLE IF EXISTS socketlink_messages, parley_mirror');
  await mirrors.delete('acme').catch(() => undefined);
});

const waiting = async (): Promise<number> => (await mirrors.status('acme')).waiting;

test('messages of cache rooms are copied, in order, each as one row; of other rooms none', async () => {
  await mirrors.put('acme', { settings: ground.settings() });
  const before = Math.floor(ground.runtime.clock.now() / 1000);
  await ground.say(mirrors, 'plain "text" with \\ and \n and 🎈', { room: 'pub-cache-a' });
  await ground.say(mirrors, { an: ['object'] }, { room: 'pri-state-cache-b', user: null });
  await ground.say(mirrors, 'not kept', { room: 'pub-a' });
  await ground.say(mirrors, 'not a room', { room: 'cache-a' });
  await mirrors.sync('acme');
  const rows = await ground.rows();
  expect(rows).toEqual([
    {
      time: expect.any(String),
      message: 'plain "text" with \\ and \n and 🎈',
      uid: 'ann',
      rid: 'pub-cache-a',
    },
    { time: expect.any(String), message: '{"an":["object"]}', uid: '', rid: 'pri-state-cache-b' },
  ]);
  const time = Date.parse(`${rows[0]?.time.replace(' ', 'T')}Z`) / 1000;
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Math.floor(ground.runtime.clock.now() / 1000));
  expect(await ground.store.effects.count('acme', 'mirror')).toEqual({ pending: 0, done: 0, dead: 0 });
});

test('a batch goes out when it is full, and not before unless its time is over', async () => {
  await mirrors.put('acme', { settings: ground.settings({ batchRows: 3, everyMs: 60_000 }) });
  for (const message of ['1', '2', '3', '4', '5', '6', '7']) await ground.say(mirrors, message);
  await until(async () => (await waiting()) === 1 && (await mirrors.status('acme')).state === 'gathering');
  expect(await ground.messages()).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(ground.stats.of('acme').mirrorBatches).toBe(2);
  ground.runtime.advance(60_000);
  await until(async () => (await waiting()) === 0);
  expect((await ground.messages()).at(-1)).toBe('7');
  expect(ground.stats.of('acme').mirrorBatches).toBe(3);
});

test('without an interval every row goes out as soon as it is stored', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 0 }) });
  await ground.say(mirrors, 'at once');
  await until(async () => (await waiting()) === 0);
  expect(await ground.messages()).toEqual(['at once']);
});

test('a sync that nothing waits for succeeds, and many at once all do', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await mirrors.sync('acme');
  await ground.say(mirrors, 'once');
  await Promise.all([1, 2, 3, 4].map(() => mirrors.sync('acme')));
  expect(await ground.messages()).toEqual(['once']);
});

test('without a mirror, and with a disabled one, a sync is refused in the words of the original', async () => {
  const refusal = { code: 'forbidden', message: 'MySQL integration is disabled!' };
  await expect(mirrors.sync('acme')).rejects.toMatchObject(refusal);
  await mirrors.put('acme', { settings: ground.settings({ enabled: false }) });
  await expect(mirrors.sync('acme')).rejects.toMatchObject(refusal);
});

test('disabled, what was queued waits and nothing new is; enabled again, it is written', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(mirrors, 'before');
  await mirrors.put('acme', { settings: ground.settings({ enabled: false }) });
  await ground.say(mirrors, 'meanwhile');
  expect(await mirrors.status('acme')).toMatchObject({ state: 'disabled', waiting: 1 });
  await mirrors.put('acme', { settings: ground.settings() });
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['before']);
});

test('a deleted mirror takes its queue with it', async () => {
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
  await ground.say(mirrors, 'forgotten');
  await mirrors.delete('acme');
  expect(await ground.store.effects.count('acme', 'mirror')).toMatchObject({ pending: 0 });
  expect(() => mirrors.get('acme')).toThrow(ParleyError);
  await expect(mirrors.delete('acme')).rejects.toMatchObject({ code: 'not_found' });
});

test('what waits goes where new settings say', async () => {
  await mirrors.put('acme', { settings: ground.settings({ port: 1, everyMs: 0 }) });
  await ground.say(mirrors, 'to the new place');
  await until(async () => (await mirrors.status('acme')).state === 'retrying');
  await mirrors.put('acme', { settings: ground.settings({ table: 'elsewhere' }) });
  await mirrors.sync('acme');
  expect((await ground.rows('elsewhere')).map(({ message }) => message)).toEqual(['to the new place']);
  await ground.query('DROP TABLE elsewhere');
});

test('a table that the original made is used as it is', async () => {
  await ground.query(
    `CREATE TABLE socketlink_messages (id INT AUTO_INCREMENT PRIMARY KEY, insert_time DATETIME NOT NULL,
       message TEXT NOT NULL, uid VARCHAR(4096) NOT NULL, rid VARCHAR(160) NOT NULL) DEFAULT CHARSET=utf8mb4`,
  );
  await ground.query(
    "INSERT INTO socketlink_messages (insert_time, message, uid, rid) VALUES (NOW(), 'old', 'u', 'pub-cache-x')",
  );
  await mirrors.put('acme', { settings: ground.settings() });
  await ground.say(mirrors, 'new');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['old', 'new']);
});

test('a user that may only write, and create nothing, is enough where the tables are there', async () => {
  await mirrors.put('acme', { settings: ground.settings() });
  expect(await mirrors.test('acme')).toMatchObject({ ok: true });
  const { database } = ground.settings();
  await ground.query("CREATE OR REPLACE USER writer@'%' IDENTIFIED BY 'pass word'");
  await ground.query(`GRANT INSERT ON ${database}.socketlink_messages TO writer@'%'`);
  await ground.query(`GRANT SELECT, INSERT, UPDATE ON ${database}.parley_mirror TO writer@'%'`);
  await mirrors.put('acme', { settings: ground.settings({ user: 'writer' }), password: 'pass word' });
  await ground.say(mirrors, 'few rights');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['few rights']);
});

test('a test says whether rows could be written, and leaves none', async () => {
  expect(await mirrors.test('acme', { settings: ground.settings() })).toMatchObject({
    ok: true,
    server: expect.stringContaining('MariaDB'),
  });
  expect(await ground.rows()).toEqual([]);
  const wrong = await mirrors.test('acme', {
    settings: ground.settings({ user: 'nobody' }),
    password: 'secret',
  });
  expect(wrong).toEqual({ ok: false, reason: expect.stringContaining('Access denied') });
  expect(JSON.stringify(wrong)).not.toContain('secret');
  await expect(mirrors.test('acme')).rejects.toMatchObject({ code: 'not_found' });
});

test('by TLS a server is believed only if somebody trusted vouches for its name', async () => {
  await ground.query("CREATE OR REPLACE USER secret@'%' IDENTIFIED BY 'x' REQUIRE SSL");
  await ground.query("GRANT ALL ON *.* TO secret@'%'");
  const attempt = (changes: Parameters<typeof ground.settings>[0]) =>
    mirrors.test('acme', { settings: ground.settings({ user: 'secret', ...changes }), password: 'x' });
  const ca = ground.certificate;
  for (const host of ['localhost', '127.0.0.1']) {
    expect(await attempt({ host, tls: 'verify', ca })).toMatchObject({ ok: true });
  }
  expect(await attempt({ tls: 'verify' })).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/self.signed/),
  });
  // The same server, by an address that its certificate does not name.
  expect(await attempt({ host: '0.0.0.0', tls: 'verify', ca })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('does not match'),
  });
  expect(await attempt({ tls: 'off' })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('denied'),
  });
});

test('a password is kept for the same destination only, and asked for again for another', async () => {
  await mirrors.put('acme', { settings: ground.settings(), password: 'kept' });
  expect(await mirrors.put('acme', { settings: ground.settings({ batchRows: 7 }) })).toMatchObject({
    hasPassword: true,
    settings: { batchRows: 7 },
  });
  for (const change of [{ host: 'localhost' }, { port: 1 }, { user: 'eve' }, { tls: 'verify' } as const]) {
    const elsewhere = { settings: ground.settings(change) };
    await expect(mirrors.put('acme', elsewhere)).rejects.toMatchObject({ code: 'conflict' });
    await expect(mirrors.test('acme', elsewhere)).rejects.toMatchObject({ code: 'conflict' });
  }
  expect(JSON.stringify(mirrors.get('acme'))).not.toContain('kept');
  expect(JSON.stringify(await ground.store.integrations.listMirrors())).not.toContain('"kept"');
});
