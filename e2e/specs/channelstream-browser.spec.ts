import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { call as callAt } from '../channelstream/samples.ts';
import { startSite } from '../channelstream/site.ts';
import type { LocalSite } from '../server/local-site.ts';
import { KEYS, SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

let server: TestServer;
let site: LocalSite;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite();
  server = await TestServer.start(SETTINGS);
});
test.afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
  callAt(server.url, KEYS.secret, method, path, body);

const say = (channel: string, text: string): Promise<unknown> =>
  call('POST', '/message', [{ channel, user: 'backend', message: { text } }]);

const told = (page: Page) => page.getByRole('listitem');

/** Opens a page of the site, with a client that is not connected yet as `client`. */
async function visit(page: Page, username: string, channels: readonly string[], more: object = {}) {
  const options = JSON.stringify({ server: server.url, username, channels, more });
  await page.goto(site.origin);
  await page.addScriptTag({
    type: 'module',
    content: `import { PageClient } from '/client.js';
      window.client = new PageClient({ ...${options}, heard: show });`,
  });
  await page.waitForFunction('window.client');
}

test('a page of another origin connects, subscribes, speaks, edits and deletes, and hears all of it by WebSocket', async ({
  page,
}) => {
  await visit(page, 'ann', ['lobby']);
  await page.evaluate('client.connect()');
  await say('lobby', 'grüße 🎉');
  await expect(told(page)).toHaveText(['message backend grüße 🎉']);
  expect(await page.evaluate(`client.subscribe('attic', 'lobby')`)).toEqual(['attic']);
  expect(
    await page.evaluate(`(async () => {
      const to = { channel: 'attic', user: 'ann' };
      const [{ uuid }] = await client.message([{ ...to, message: { text: 'first' } }]);
      await client.edit([{ ...to, uuid, message: { text: 'better' } }]);
      await client.delete([{ channel: 'attic', uuid }]);
      return client.unsubscribe('lobby', 'cellar');
    })()`),
  ).toEqual(['lobby']);
  await say('lobby', 'unheard');
  await say('attic', 'last');
  await expect(told(page)).toHaveText([
    'message backend grüße 🎉',
    'message ann first',
    'message:edit ann better',
    'message:delete',
    'message backend last',
  ]);
});

test('who opens and closes a page is seen to come and go', async ({ page, context }) => {
  const more = { channel_configs: { door: { notify_presence: true } } };
  await visit(page, 'bob', ['door'], more);
  await page.evaluate('client.connect()');
  const other = await context.newPage();
  await visit(other, 'cat', ['door']);
  await other.evaluate('client.connect()');
  await expect(told(page)).toHaveText(['presence cat joined']);
  await other.close();
  const seen = ['presence cat joined', 'presence cat parted'];
  await expect(told(page)).toHaveText(seen);

  // Where only polls end with a page, it takes a beacon for that to be seen before fifteen seconds are over.
  const polling = await context.newPage();
  await visit(polling, 'dog', ['door']);
  await polling.evaluate('client.noWebsocket = true; client.connect()');
  await expect(told(page)).toHaveText([...seen, 'presence dog joined']);
  await polling.goto('about:blank');
  await expect(told(page)).toHaveText([...seen, 'presence dog joined', 'presence dog parted'], {
    timeout: 10_000,
  });
});

test('a page hears by one poll after the other, and by a script tag, what it would hear by WebSocket', async ({
  page,
}) => {
  await visit(page, 'dan', ['polled']);
  await page.evaluate('client.noWebsocket = true; client.connect()');
  await say('polled', 'one');
  await expect(told(page)).toHaveText(['message backend one']);
  await say('polled', 'two');
  await expect(told(page)).toHaveText(['message backend one', 'message backend two']);
  expect(await page.evaluate('client.disconnect()')).toBe(true);

  await visit(page, 'eve', ['scripted']);
  // Nobody listens on it by another way meanwhile.
  const { conn_id } = Object(await call('POST', '/connect', { username: 'eve', channels: ['scripted'] }));
  await page.evaluate(`client.connId = ${JSON.stringify(conn_id)}`);
  await say('scripted', '</script>\u2028"quoted"');
  await page.evaluate('client.byScript()');
  await expect(told(page)).toHaveText(['message backend </script>\u2028"quoted"'], {
    useInnerText: false,
  });
});

test('the lines of the page on moving listen, by WebSocket and by polling', async ({ page }) => {
  const { conn_id: first } = Object(await call('POST', '/connect', { username: 'fay', channels: ['lines'] }));
  const { conn_id: second } = Object(
    await call('POST', '/connect', { username: 'fay', channels: ['lines'] }),
  );
  await page.goto(site.origin);
  await page.addScriptTag({
    type: 'module',
    content: `import { listen, longPoll } from '/sample.js';
      listen('${server.url}', '${first}', show);
      window.ended = longPoll('${server.url}', '${second}', show);`,
  });
  await say('lines', 'hello');
  await expect(told(page)).toHaveText(['message backend hello', 'message backend hello']);
  await call('POST', '/disconnect', { conn_id: second });
  // It ended while a poll was open, or between two.
  expect([401, 403]).toContain(await page.evaluate('ended'));
});

test('after kill -9 a page comes back by itself; every message that was answered, and the settings, are there', async ({
  page,
}) => {
  await call('POST', '/channel_config', { lasting: { store_history: true, history_size: 1000 } });
  await visit(page, 'gil', ['lasting']);
  await page.evaluate('client.connect()');
  const before = await page.evaluate('client.connId');
  const answered: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let number = 0; ; number += 1) {
      const text = `${writer}-${number}`;
      await say('lasting', text);
      answered.push(text);
    }
  };
  // Each ends when the server does.
  const writers = Promise.allSettled([1, 2, 3, 4].map(write));
  await expect.poll(() => answered.length).toBeGreaterThan(40);
  await server.kill();
  await writers;
  await server.start();
  const { channels } = Object(await call('POST', '/info', { info: { channels: ['lasting'] } }));
  const { settings, history } = channels.lasting;
  expect(settings).toMatchObject({ store_history: true, history_size: 1000 });
  const kept = history.map(({ message }: { message: { text: string } }) => message.text);
  expect(kept).toEqual(expect.arrayContaining(answered));
  expect(new Set(kept).size).toBe(kept.length);
  await page.waitForFunction(`client.isListening && client.connId !== ${JSON.stringify(before)}`);
  await say('lasting', 'after all');
  await expect(told(page).last()).toHaveText('message backend after all');
});
