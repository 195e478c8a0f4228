import { expect, test } from '../fixtures/test.ts';

test.beforeEach(async ({ page }) => {
  await page.route(/\/trpc\/dashboard\.me/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('"role":"operator"', '"role":"viewer"');
    await route.fulfill({ response, body });
  });
});

test('a viewer finds everything that changes something disabled, and the reason with it', async ({
  page,
}) => {
  await page.goto('/dashboard/keys');
  const create = page.getByRole('button', { name: 'Create a key' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await create.focus();
  await expect(page.getByRole('tooltip')).toContainText('it may look but not change anything');

  await page.goto('/dashboard/publish?channel=pub-cache-viewer');
  await page.getByRole('button', { name: 'Publish' }).click({ force: true });
  await page.getByRole('textbox', { name: 'Event' }).press('Enter');
  await page.goto('/dashboard/channels?prefix=pub-cache-viewer');
  await expect(page.getByText('No channel begins with')).toBeVisible();

  await page.goto('/dashboard/moderation');
  await expect(page.getByRole('switch', { name: 'Messaging' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Ban', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
