import { expect, test } from '../fixtures/test.ts';

test('the keyboard leads everywhere: sequences to pages, a slash to the search, a question mark to the help', async ({
  page,
}) => {
  await page.goto('/dashboard/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Channels' })).toBeVisible();
  await page.keyboard.press('/');
  const search = page.getByRole('textbox', { name: 'Names that begin with' });
  await expect(search).toBeFocused();
  await page.keyboard.type('gl');
  await expect(search).toHaveValue('gl');
  await search.blur();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});

test('every page fits a phone 390 pixels wide without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['', 'live', 'channels', 'publish', 'connections', 'moderation', 'keys', 'audit']) {
    await page.goto(`/dashboard/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});
