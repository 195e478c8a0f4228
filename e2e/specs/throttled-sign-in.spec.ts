import { expect, test } from '../fixtures/test.ts';
import { SETTINGS } from '../server/settings.ts';
import { TestServer } from '../server/test-server.ts';

test.use({ storageState: { cookies: [], origins: [] }, allowedErrors: [/status of 4(01|29)/] });

test('who guesses passwords is told how long to wait', async ({ page }) => {
  await using guessed = await TestServer.start(SETTINGS);
  await page.goto(`${guessed.url}/dashboard/`);
  await page.getByLabel('Name').fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill('guess');
  const alert = page.getByRole('alert');
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(alert).toContainText(/Try again in \d+ second/, { timeout: 500 });
  }).toPass();
  await expect(alert).toContainText('Too many attempts to sign in.');
});
