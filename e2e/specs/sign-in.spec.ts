import { expect, test } from '../fixtures/test.ts';
import { KEYS } from '../server/settings.ts';

test.use({ storageState: { cookies: [], origins: [] }, allowedErrors: [/status of 401/] });

test('a deep link leads through the sign-in to its page, and signing out closes the door', async ({
  page,
}) => {
  await page.goto('/dashboard/channels?prefix=room');
  await page.getByLabel('Name').fill(KEYS.user);
  await page.getByRole('textbox', { name: 'Password' }).fill(KEYS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Channels' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Names that begin with' })).toHaveValue('room');
  await expect(page).toHaveTitle('Channels · Parley');

  await page.getByRole('button', { name: 'Account and settings' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('a wrong password is refused, and does not say which of the two was wrong', async ({ page }) => {
  await page.goto('/dashboard/');
  await page.getByLabel('Name').fill(KEYS.user);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('The name or the password is wrong.');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeHidden();
});

test('the cookie of a session cannot be read by a page’s script', async ({ page, server }) => {
  await page.goto('/dashboard/');
  await page.getByLabel('Name').fill(KEYS.user);
  await page.getByRole('textbox', { name: 'Password' }).fill(KEYS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await page.context().cookies(server.url);
  expect(cookie).toMatchObject({ name: 'parley_session', httpOnly: true, sameSite: 'Strict' });
});
