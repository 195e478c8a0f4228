import { createParleyAdmin } from '@parley/sdk/admin';
import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';
import { KEYS } from '../server/settings.ts';

test('what the SDK publishes in Node appears in the live log, with all its details', async ({
  page,
  connect,
}) => {
  await page.goto('/dashboard/live?channel=pub-cache-live-*');
  const log = page.getByRole('region', { name: 'Live log' });
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();

  const ann = connect('ann').channel(room, { id: 'live-1' });
  const { id, position } = await ann.publish('message', { text: 'seen in the log' });
  await log.getByRole('button', { name: /seen in the log/ }).click();

  const details = page.getByRole('dialog', { name: 'Publish' });
  await expect(details).toContainText('pub-cache-live-1');
  await expect(details).toContainText('ann');
  await expect(details).toContainText(id);
  await expect(details).toContainText(position);
  await expect(details).toContainText('"text": "seen in the log"');
});

test('a pause holds the log still and counts, and resuming shows what came', async ({ page, connect }) => {
  await page.goto('/dashboard/live?channel=pub-cache-pause&kinds=publish');
  const log = page.getByRole('region', { name: 'Live log' });
  const bob = connect('bob').channel(room, { id: 'pause' });
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();
  await bob.publish('message', { text: 'before' });
  await expect(log.getByText(/before/)).toBeVisible();

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await bob.publish('message', { text: 'during 1' });
  await bob.publish('message', { text: 'during 2' });
  await expect(page.getByRole('button', { name: 'Resume (2 new)' })).toBeVisible();
  await expect(log.getByText(/during/)).toHaveCount(0);

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Resume/ }).click();
  await expect(log.getByText(/during/)).toHaveCount(2);
});

test('the filter keeps other users and kinds out of the log', async ({ page, connect }) => {
  await page.goto('/dashboard/live?user=carla&kinds=publish');
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();
  const mine = connect('carla').channel(room, { id: 'filter' });
  const other = connect('dmitri').channel(room, { id: 'filter' });
  mine.subscribe({});
  await other.publish('message', { text: 'not this one' });
  await mine.publish('message', { text: 'this one' });
  const lines = page.getByRole('region', { name: 'Live log' }).getByRole('button');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('carla');
});

test('a burst of thousands leaves the page quick and its size bounded', async ({ page, server }) => {
  await page.goto('/dashboard/live?channel=pub-cache-burst-*&kinds=publish');
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();
  using backend = createParleyAdmin({ url: server.url, adminKey: KEYS.admin });
  for (let batch = 0; batch < 30; batch++) {
    const events = Array.from({ length: 100 }, (_, at) => ({
      channel: `pub-cache-burst-${batch}`,
      name: 'message',
      data: { text: `${batch}:${at}` },
    }));
    await backend.api.channels.publishBatch.mutate({ events });
  }
  const log = page.getByRole('region', { name: 'Live log' });
  await expect(log.getByRole('button', { name: /29:99/ })).toBeVisible();
  expect(await log.getByRole('button').count()).toBeLessThan(100);
  await page.getByRole('button', { name: 'Clear' }).click({ timeout: 2000 });
  await expect(page.getByText('Waiting for something to happen')).toBeVisible();
});
