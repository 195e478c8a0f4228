import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { scriptFor } from '../sails/samples.ts';
import { startSite } from '../sails/site.ts';
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

const heard = (page: Page) => page.getByRole('listitem');

/** Opens the site and runs the lines of the page on moving; what it asked of the server, by path. */
async function visit(page: Page, script = scriptFor(server.url)): Promise<readonly string[]> {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === server.url) asked.push(`${request.resourceType()} ${pathname}`);
  });
  await page.goto(site.origin);
  await page.addScriptTag({ content: `${script}; window.subscribed = ${SUBSCRIBED};` });
  return asked;
}

/** Resolves once the page’s own request, made before on the same connection, was answered. */
const SUBSCRIBED = `new Promise((resolve) => socket.on('connect', () =>
  socket.get('/there/is/nothing', (body, jwr) => resolve(jwr.statusCode))))`;

async function send(data: unknown, channel = 'news'): Promise<void> {
  const response = await fetch(`${server.url}/wssv/send`, {
    method: 'POST',
    headers: { authorization: `key=${KEYS.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel, data }),
  });
  expect(response.status).toBe(200);
}

test('the real client in a page of another port asks for the cookie route, connects, and hears what is sent', async ({
  page,
}) => {
  const asked = await visit(page);
  expect(await page.evaluate('subscribed')).toBe(404);
  expect(asked[0]).toBe('script /__getcookie');
  await send({ text: 'grüße 🎉' });
  await send('for guests', 'Guest');
  await expect(heard(page)).toHaveText(['{"text":"grüße 🎉"}', '"for guests"']);
});

test('it does so over polling as well', async ({ page }) => {
  const script = scriptFor(server.url).replace('reconnection: true', `transports: ['polling']`);
  const asked = await visit(page, script);
  expect(await page.evaluate('subscribed')).toBe(404);
  await send([1, null]);
  await expect(heard(page)).toHaveText(['[1,null]']);
  expect(asked).toContain('xhr /socket.io/');
});

test('a page comes back by itself after the server was killed, and hears again', async ({ page }) => {
  await visit(page);
  expect(await page.evaluate('subscribed')).toBe(404);
  await page.evaluate(`window.subscribed = ${SUBSCRIBED}; undefined`);
  await server.kill();
  await server.start();
  expect(await page.evaluate('subscribed')).toBe(404);
  await send('after');
  await expect(heard(page)).toHaveText(['"after"']);
});

test('where PARLEY_ALLOWED_ORIGINS names origins, pages of others do not connect', async ({ page }) => {
  test.setTimeout(120_000);
  await using choosy = await TestServer.start({ ...SETTINGS, PARLEY_ALLOWED_ORIGINS: site.origin });
  const script = `${scriptFor(choosy.url)}
    for (const event of ['connect', 'connect_error']) socket.on(event, () => show(event));`;
  await page.goto(site.origin);
  await page.addScriptTag({ content: script });
  await expect(heard(page)).toHaveText(['"connect"']);
  await page.goto(site.origin.replace('127.0.0.1', 'localhost'));
  await page.addScriptTag({ content: script });
  await expect(heard(page).first()).toHaveText('"connect_error"');
});
