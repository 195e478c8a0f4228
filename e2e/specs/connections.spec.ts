import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';

test('a connection shows what it reads, and disconnecting it makes the client come back by itself', async ({
  page,
  connect,
}) => {
  const client = connect('grace');
  const channel = client.channel(room, { id: 'returning' });
  let starts = 0;
  let restarted = () => {};
  const cameBack = new Promise<void>((resolve) => {
    restarted = resolve;
  });
  const subscription = channel.subscribe({
    onStart: () => {
      starts += 1;
      if (starts === 2) restarted();
    },
  });
  await subscription.ready;

  await page.goto('/dashboard/connections?user=grace');
  await page.getByRole('button', { name: 'grace' }).click();
  const details = page.getByRole('dialog', { name: 'Connection' });
  await expect(details.getByRole('link', { name: 'pub-cache-returning' })).toBeVisible();
  await details.getByRole('button', { name: 'Disconnect…' }).click();
  await page
    .getByRole('dialog', { name: 'Disconnect this client?' })
    .getByRole('button', { name: 'Disconnect' })
    .click();
  await expect(page.getByText('Disconnected.')).toBeVisible();
  await cameBack;
});
