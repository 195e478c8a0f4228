import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';

test('a channel shows its readers, its history and why its rule holds, and is erased by typing its name', async ({
  page,
  connect,
}) => {
  const channel = connect('ann').channel(room, { id: 'inspected' });
  await channel.subscribe({}).ready;
  await channel.publish('message', { text: 'kept' });

  await page.goto('/dashboard/channels?prefix=pub-cache-insp');
  await page.getByRole('button', { name: 'pub-cache-inspected' }).click();
  const details = page.getByRole('dialog', { name: 'pub-cache-inspected' });
  await expect(details).toContainText('"text": "kept"');
  await details.getByRole('tab', { name: 'Readers (1)' }).click();
  await expect(details.getByRole('link', { name: 'ann' })).toBeVisible();
  await details.getByRole('tab', { name: 'Rule' }).click();
  await expect(details).toContainText('Decided by the built-in prefix pub-cache-');

  await details.getByRole('button', { name: 'Erase…' }).click();
  const erase = page.getByRole('dialog', { name: 'Erase the channel’s log' });
  await expect(erase.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  await erase.getByRole('textbox').fill('pub-cache-inspected');
  await erase.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('Erased 1 events of pub-cache-inspected.')).toBeVisible();
  await details.getByRole('tab', { name: 'History' }).click();
  await expect(details).toContainText('Nothing was published, or nothing is kept');
});
