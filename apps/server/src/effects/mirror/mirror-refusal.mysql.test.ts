import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Mirrors } from './mirrors.ts';
import { type MirrorGround, mirrorGround } from './testing/mirror-ground.ts';

let ground: MirrorGround;
let mirrors: Mirrors;
beforeAll(async () => {
  ground = await mirrorGround();
  mirrors = await ground.open();
});
afterAll(() => ground[Symbol.asyncDispose]());
beforeEach(async () => {
  await mirrors.delete('acme').catch(() => undefined);
  await ground.query('DROP TABLE IF EXISTS socketlink_messages, parley_mirror');
  await ground.query(
    `CREATE TABLE socketlink_messages (id INT AUTO_INCREMENT PRIMARY KEY, insert_time DATETIME NOT NULL,
       message TEXT NOT NULL, uid VARCHAR(4096) NOT NULL, rid VARCHAR(160) NOT NULL) DEFAULT CHARSET=latin1`,
  );
  await mirrors.put('acme', { settings: ground.settings({ everyMs: 60_000 }) });
});

const TOO_LONG = 'x'.repeat(70_000);
const FOREIGN = 'こんにちは';

test('a row that the table cannot hold is put aside with the reason, and all others are written, in order', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => String(index));
  for (const number of numbers) {
    await ground.say(mirrors, number);
    if (number === '7') await ground.say(mirrors, TOO_LONG);
    if (number === '30') await ground.say(mirrors, FOREIGN, { room: 'pub-cache-foreign' });
  }
  await expect(mirrors.sync('acme')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('refused 2'),
  });
  expect(await ground.messages()).toEqual(numbers);
  const status = await mirrors.status('acme');
  expect(status).toMatchObject({ state: 'idle', waiting: 0, refused: 2, outage: null });
  expect(status.latestRefused).toMatchObject([
    { channel: 'pub-cache-foreign', reason: expect.stringContaining('Incorrect string value') },
    { channel: 'pub-cache-x', reason: expect.stringContaining('Data too long') },
  ]);
  expect(ground.failures).toEqual([]);
});

test('what was refused is written after the table was changed and it is sent again', async () => {
  await ground.say(mirrors, TOO_LONG);
  await ground.say(mirrors, 'fits');
  await expect(mirrors.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  await ground.query('ALTER TABLE socketlink_messages MODIFY message MEDIUMTEXT NOT NULL');
  expect(await mirrors.retryRefused('acme')).toBe(1);
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['fits', TOO_LONG]);
});

test('what was refused can be discarded, and then a sync succeeds', async () => {
  await ground.say(mirrors, TOO_LONG);
  await expect(mirrors.sync('acme')).rejects.toMatchObject({ code: 'unavailable' });
  expect(await mirrors.discardRefused('acme')).toBe(1);
  await mirrors.sync('acme');
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 0, refused: 0, latestRefused: [] });
});

test('a row longer than the server takes in one statement is refused, not tried for ever', async () => {
  await ground.query('ALTER TABLE socketlink_messages MODIFY message LONGTEXT NOT NULL');
  await ground.query('SET GLOBAL max_allowed_packet = 1048576');
  try {
    await ground.say(mirrors, 'before');
    await ground.say(mirrors, '"'.repeat(700_000));
    await ground.say(mirrors, 'after');
    await expect(mirrors.sync('acme')).rejects.toMatchObject({
      message: expect.stringContaining('refused 1'),
    });
    expect(await ground.messages()).toEqual(['before', 'after']);
    const { latestRefused } = await mirrors.status('acme');
    expect(latestRefused).toMatchObject([{ reason: expect.stringContaining('max_allowed_packet') }]);
  } finally {
    await ground.query('SET GLOBAL max_allowed_packet = 16777216');
  }
});

test('a fault of the table itself makes rows wait and puts none aside', async () => {
  await ground.query('ALTER TABLE socketlink_messages ADD COLUMN region INT NOT NULL');
  await ground.say(mirrors, '1');
  await ground.say(mirrors, '2');
  await expect(mirrors.sync('acme')).rejects.toMatchObject({ message: expect.stringContaining('region') });
  expect(await mirrors.status('acme')).toMatchObject({ waiting: 2, refused: 0 });
  await ground.query('ALTER TABLE socketlink_messages DROP COLUMN region');
  await mirrors.sync('acme');
  expect(await ground.messages()).toEqual(['1', '2']);
});
