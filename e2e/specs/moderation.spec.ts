import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';

test('a ban from the dashboard ends the user’s live connection, and lifting it lets the user back', async ({
  page,
  connect,
}) => {
  const banned = connect('mallory');
  const channel = banned.channel(room, { id: 'peaceful' });
  await channel.subscribe({}).ready;
  const refused = new Promise<string>((resolve) => {
    banned.on('state', ({ error }) => error && resolve(error.code));
  });

  await page.goto('/dashboard/moderation');
  await page.getByRole('textbox', { name: 'User' }).fill('mallory');
  await page.getByRole('textbox', { name: 'Reason' }).fill('spam');
  await page.getByRole('button', { name: 'Ban', exact: true }).click();
  await expect(page.getByText('mallory is banned.')).toBeVisible();
  expect(await refused).toBe('banned');
  await expect(page.getByRole('table', { name: 'Bans' })).toContainText('spam');
  await page.goto('/dashboard/connections?user=mallory');
  await expect(page.getByText('“mallory” is not connected')).toBeVisible();

  await page.goto('/dashboard/moderation');
  await page
    .getByRole('row', { name: /mallory/ })
    .getByRole('button', { name: 'Lift' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
  await expect(page.getByText('Nobody is banned')).toBeVisible();
  await expect(
    connect('mallory').channel(room, { id: 'peaceful' }).publish('message', { text: 'sorry' }),
  ).resolves.toBeDefined();
});

test('with messaging switched off no client publishes, until it is on again', async ({ page, connect }) => {
  const channel = connect('ann').channel(room, { id: 'silent' });
  const { api } = connect('ben');
  await page.goto('/dashboard/moderation');
  await page.getByRole('switch', { name: 'Messaging' }).click({ force: true });
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('No client can publish; the backend still can.')).toBeVisible();
  const said = { channel: 'pub-cache-silent', name: 'message', data: { text: 'hush' } };
  await expect(api.channels.publish.mutate(said)).rejects.toMatchObject({
    data: { parley: { code: 'messaging_disabled' } },
  });
  await page.getByRole('switch', { name: 'Messaging' }).click({ force: true });
  await expect(page.getByText('Clients may publish, as the channel rules say.')).toBeVisible();
  await expect(channel.publish('message', { text: 'again' })).resolves.toBeDefined();
});
