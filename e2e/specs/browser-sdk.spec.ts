import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';
import { KEYS } from '../server/settings.ts';

test('the SDK in a page of an allowed origin publishes and receives, together with Node', async ({
  page,
  pages,
  server,
  connect,
}) => {
  const inNode = connect().channel(room, { id: 'browser' });
  const events = inNode.events();
  await page.goto(pages.reader(server.url, KEYS.client, 'browser'));
  await expect(page.locator('#state')).toHaveText('reading');
  await inNode.publish('message', { text: 'from Node' });
  await expect(page.getByRole('listitem')).toHaveText(['from Node']);

  await page.getByLabel('Text').fill('from the browser');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('#state')).toHaveText('stored');
  await expect(page.getByRole('listitem')).toHaveText(['from Node', 'from the browser']);
  const heard: string[] = [];
  for await (const item of events) {
    if (item.type === 'event' && item.kind === 'publish') heard.push(item.data.text);
    if (heard.length === 2) break;
  }
  expect(heard).toEqual(['from Node', 'from the browser']);
});

test.describe('from elsewhere', () => {
  test.use({ allowedErrors: [/./] });

  test('a page of an origin that is not allowed gets no connection', async ({ page, pages, server }) => {
    const stranger = pages.reader(server.url, KEYS.client, 'browser').replace('127.0.0.1', 'localhost');
    const refused = page.waitForEvent('console', (message) =>
      /WebSocket connection to .* failed/.test(message.text()),
    );
    await page.goto(stranger);
    await refused;
    await expect(page.locator('#state')).not.toHaveText('reading');
  });
});
