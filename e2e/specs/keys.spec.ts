import { expect, test } from '../fixtures/test.ts';

test('a new key is shown once, works, and stops working when revoked; both acts are in the audit log', async ({
  page,
  server,
}) => {
  await page.goto('/dashboard/keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  await page.getByRole('menuitem', { name: /Admin key/ }).click();
  const made = page.getByRole('dialog', { name: 'New admin key' });
  const key = (await made.locator('pre').textContent()) ?? '';
  await made.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  const stats = () => fetch(`${server.url}/api/v1/stats`, { headers: { 'api-key': key } });
  expect((await stats()).status).toBe(200);

  const hint = key.slice(-4);
  await page
    .getByRole('row', { name: new RegExp(hint) })
    .getByRole('button', { name: 'Revoke…' })
    .click();
  const revoke = page.getByRole('dialog', { name: /Revoke the admin key/ });
  await revoke.getByRole('textbox').fill(hint);
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: new RegExp(hint) })).toHaveCount(0);
  expect((await stats()).status).toBe(401);

  await page.goto('/dashboard/audit');
  const acts = page.getByRole('table', { name: 'Administrative acts' });
  await expect(acts.getByRole('button', { name: 'keys.create' }).first()).toBeVisible();
  await expect(acts.getByRole('button', { name: 'keys.revoke' }).first()).toBeVisible();
});
