import { createParley } from '@parley/sdk';
import { signedIn } from '../fixtures/signed-in.ts';
import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';
import { KEYS, SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

test.use({ allowedErrors: [/./] });

test('the dashboard says that the server is away, and goes on by itself when it is back', async ({
  browser,
}) => {
  await using server = await TestServer.start(SETTINGS);
  const context = await browser.newContext({ storageState: await signedIn(server.url) });
  const page = await context.newPage();
  await page.goto(`${server.url}/dashboard/live?kinds=publish`);
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();

  const away = page.getByText('The server cannot be reached. Trying again…');
  await server.kill();
  await expect(away).toBeVisible();
  await server.start();
  await expect(away).toBeHidden();
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();

  const parley = createParley({ url: server.url, key: KEYS.client });
  await parley.channel(room, { id: 'back' }).publish('message', { text: 'after the restart' });
  await expect(page.getByRole('region', { name: 'Live log' })).toContainText('after the restart');
  parley.close();
  await context.close();
});
