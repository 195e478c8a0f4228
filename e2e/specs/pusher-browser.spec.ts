import type { Page } from '@playwright/test';
import { backendOf } from '../pusher/backend.ts';
import { SAMPLES, sampleFor } from '../pusher/samples.ts';
import { Site } from '../pusher/site.ts';
import { expect, test } from '../pusher/test.ts';
import { KEYS, SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

const SUBSCRIBED = 'pusher:subscription_succeeded';

/** Follows a channel in a page, whose list then shows what comes of these events; waits until it is followed. */
async function follow(page: Page, channel: string, ...events: string[]): Promise<void> {
  await page.evaluate(
    `new Promise((resolve, reject) => {
      const channel = pusher.subscribe('${channel}');
      channel.bind('pusher:subscription_error', (error) => reject(new Error(JSON.stringify(error))));
      hear(channel, ...${JSON.stringify(events)});
      channel.bind('${SUBSCRIBED}', () => resolve());
    })`,
  );
}

const heard = (page: Page) => page.getByRole('listitem');

test('pusher-js in a page of any origin hears what the SDK triggers on public and private channels', async ({
  visit,
  backend,
}) => {
  const page = await visit('pusher-js', 'ann');
  await follow(page, 'news', 'said');
  await follow(page, 'private-news', 'said');
  expect((await backend.trigger('news', 'said', { text: 'grüße 🎉' })).status).toBe(200);
  await expect(heard(page)).toHaveText(['said {"text":"grüße 🎉"}']);
  await backend.trigger(['news', 'private-news'], 'said', 'plain words');
  await expect(heard(page)).toHaveText([
    'said {"text":"grüße 🎉"}',
    'said "plain words"',
    'said "plain words"',
  ]);
});

test('a page does not hear what its own socket_id is left out of', async ({ visit, backend }) => {
  const [ann, bob] = [await visit('pusher-js', 'ann'), await visit('pusher-js', 'bob')];
  for (const page of [ann, bob]) await follow(page, 'votes', 'cast', 'counted');
  const socketId = await ann.evaluate('pusher.connection.socket_id');
  await backend.trigger('votes', 'cast', {}, { socket_id: String(socketId) });
  await backend.trigger('votes', 'counted', {});
  await expect(heard(bob)).toHaveText(['cast {}', 'counted {}']);
  await expect(heard(ann)).toHaveText(['counted {}']);
});

test('two pages see each other on a presence channel, and whisper', async ({ visit, backend }) => {
  const ann = await visit('pusher-js', 'ann');
  await follow(ann, 'presence-room', 'pusher:member_added', 'pusher:member_removed', 'client-typing');
  const bob = await visit('pusher-js', 'bob');
  await follow(bob, 'presence-room');
  await expect(heard(ann)).toHaveText(['pusher:member_added {"id":"bob","info":{"name":"bob"}}']);
  expect(await bob.evaluate('pusher.channel("presence-room").members.count')).toBe(2);
  const response = await backend.get({ path: '/channels/presence-room/users' });
  expect(await response.json()).toEqual({ users: [{ id: 'ann' }, { id: 'bob' }] });
  await bob.evaluate(`pusher.channel('presence-room').trigger('client-typing', { on: true })`);
  await expect(heard(ann).nth(1)).toHaveText('client-typing {"on":true}');
  await bob.context().close();
  await expect(heard(ann).nth(2)).toHaveText('pusher:member_removed {"id":"bob","info":{"name":"bob"}}');
});

test('who comes late to a cache channel gets its last event', async ({ visit, backend }) => {
  await backend.trigger('cache-price', 'price', { euro: 1 });
  await backend.trigger('cache-price', 'price', { euro: 2 });
  const page = await visit('pusher-js');
  await follow(page, 'cache-price', 'price');
  await expect(heard(page)).toHaveText(['price {"euro":2}']);
  await follow(page, 'cache-empty', 'pusher:cache_miss');
  await expect(heard(page).nth(1)).toHaveText('pusher:cache_miss');
});

test('who signs in hears what is sent to the user, and is ended with all of its connections', async ({
  visit,
  backend,
}) => {
  const page = await visit('pusher-js', 'una');
  await page.evaluate(`hear(pusher.user, 'note'); pusher.signin(); pusher.user.signinDonePromise`);
  await backend.sendToUser('una', 'note', { n: 1 });
  await expect(heard(page)).toHaveText(['note {"n":1}']);
  await backend.terminateUserConnections('una');
  await page.waitForFunction(`pusher.connection.state === 'disconnected'`);
});

test('Echo listens, knows who is here and whispers out of the box', async ({ visit, backend }) => {
  const ann = await visit('Echo', 'ann');
  const ready = `new Promise((resolve) => Echo.private('orders').listen('.shipped', (data) => note('shipped', data))
    .listenForWhisper('typing', (data) => note('whisper', data)).subscribed(() => resolve()))`;
  await ann.evaluate(ready);
  await backend.trigger('private-orders', 'shipped', { id: 7 });
  await expect(heard(ann)).toHaveText(['shipped {"id":7}']);
  const bob = await visit('Echo', 'bob');
  await bob.evaluate(ready);
  await bob.evaluate(`void Echo.private('orders').whisper('typing', { name: 'Bob' })`);
  await expect(heard(ann).nth(1)).toHaveText('whisper {"name":"Bob"}');

  await ann.evaluate(`new Promise((resolve) => Echo.join('room').here(resolve)
    .joining((user) => note('joining', user)).leaving((user) => note('leaving', user)))`);
  await bob.evaluate(`new Promise((resolve) => Echo.join('room').here(resolve))`);
  await expect(heard(ann).nth(2)).toHaveText('joining {"name":"bob"}');
  await bob.evaluate(`Echo.leave('room')`);
  await expect(heard(ann).nth(3)).toHaveText('leaving {"name":"bob"}');
});

test('what the SDKs encrypt arrives readable in the page only', async ({ visit, backend, server }) => {
  const page = await visit('pusher-js with encryption', 'ann');
  await follow(page, 'private-encrypted-notes', 'said');
  await backend.trigger('private-encrypted-notes', 'said', { secret: 'cellar door' });
  await expect(heard(page)).toHaveText(['said {"secret":"cellar door"}']);
  const stored = await fetch(`${server.url}/api/v1/channels/private-encrypted-notes/history`, {
    headers: { 'api-key': KEYS.admin },
  });
  const text = await stored.text();
  expect(text).toContain('ciphertext');
  expect(text).not.toContain('cellar door');
});

test("the webhook that the page sets up is genuine to the SDK, and tells in Pusher's words", async ({
  visit,
  server,
  site,
}) => {
  const set = await fetch(`${server.url}/api/v1/webhooks`, {
    method: 'POST',
    headers: { 'api-key': KEYS.admin, 'content-type': 'application/json' },
    body: SAMPLES.webhook.replace('https://example.com', site.origin),
  });
  expect(set.status).toBe(201);
  const ann = await visit('pusher-js', 'ann');
  await follow(ann, 'presence-told');
  await ann.context().close();
  const channel = 'presence-told';
  await expect
    .poll(() => site.webhooks)
    .toEqual(
      expect.arrayContaining([
        { name: 'channel_occupied', channel },
        { name: 'member_added', channel, user_id: 'ann' },
        { name: 'member_removed', channel, user_id: 'ann' },
        { name: 'channel_vacated', channel },
      ]),
    );
  expect(site.webhooks).not.toContain(false);
});

test.describe('refused', () => {
  test.use({ allowedErrors: /403 \(Forbidden\)|Couldn't get auth info/ });

  test('a visitor whom the application does not know gets no private channel', async ({ visit }) => {
    const page = await visit('pusher-js');
    await page.evaluate(
      `hear(pusher.subscribe('private-news'), '${SUBSCRIBED}', 'pusher:subscription_error')`,
    );
    await expect(heard(page)).toHaveText(/^pusher:subscription_error .*"status":403/);
  });
});

test.describe('restarted', () => {
  test.use({ allowedErrors: /WebSocket connection to .* failed/ });

  test('pages come back by themselves after the server was killed, with channels, presence and sign-in', async ({
    visit,
    server,
    backend,
  }) => {
    test.setTimeout(120_000);
    const page = await visit('pusher-js', 'ann');
    await page.evaluate(`hear(pusher.user, 'note'); pusher.signin(); pusher.user.signinDonePromise`);
    await follow(page, 'private-news', 'said');
    await follow(page, 'presence-lobby');
    await page.evaluate(`hear(pusher.channel('presence-lobby'), '${SUBSCRIBED}')`);
    await server.kill();
    await page.waitForFunction(`pusher.connection.state !== 'connected'`);
    await server.start();
    // Where its first attempt finds no server, pusher-js waits 10 to 15 seconds before the next one.
    await page.waitForFunction(`pusher.connection.state === 'connected'`, null, { timeout: 60_000 });
    await expect(heard(page).first()).toHaveText(new RegExp(`^${SUBSCRIBED} .*"ann":`));
    await expect
      .poll(async () => (await backend.get({ path: '/channels/private-news' })).json())
      .toMatchObject({ occupied: true });
    await backend.trigger('private-news', 'said', { after: 'restart' });
    await expect(heard(page).nth(1)).toHaveText('said {"after":"restart"}');
    await expect
      .poll(async () => (await backend.get({ path: '/channels/%23server-to-user-ann' })).json())
      .toMatchObject({ occupied: true });
    await backend.sendToUser('ann', 'note', { still: 'here' });
    await expect(heard(page).nth(2)).toHaveText('note {"still":"here"}');
  });
});

test('where PARLEY_ALLOWED_ORIGINS names origins, pages of others are told 4009 and stay away', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await using site = await Site.start(backendOf('http://127.0.0.1:9'));
  await using server = await TestServer.start({ ...SETTINGS, PARLEY_ALLOWED_ORIGINS: site.origin });
  const client = `${sampleFor(SAMPLES.inBrowser, server.url)}
    hear(pusher.connection, 'connected');
    pusher.connection.bind('error', ({ error }) => note('error', error.data));`;
  await page.goto(site.origin);
  await page.addScriptTag({ content: client });
  await expect(heard(page)).toHaveText(/^connected /);

  await page.goto(site.origin.replace('127.0.0.1', 'localhost'));
  await page.addScriptTag({ content: client });
  await expect(heard(page)).toHaveText(/^error .*"code":4009/);
  await page.waitForFunction(`pusher.connection.state === 'disconnected'`);
});

test('every sample of the page on moving from Pusher is run here', () => {
  expect(SAMPLES.others).toEqual([]);
});
