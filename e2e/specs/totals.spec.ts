import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';
import { KEYS } from '../server/settings.ts';

/** The value beside a total's name. */
function total(page: Page, label: string) {
  const totals = page.getByRole('region', { name: 'In all' });
  return totals.getByText(label, { exact: true }).locator('xpath=following-sibling::dd[1]');
}

test('the overview shows what has been delivered, kept and refused, as it grows', async ({
  page,
  connect,
  request,
}) => {
  await page.goto('/dashboard');
  await expect(total(page, 'Messages delivered')).toHaveText(/^[\d,]+$/);
  const stored = (await total(page, 'Kept in cache rooms').textContent()) ?? '';

  const reading = connect('ann').channel(room, { id: 'totals' }).subscribe({});
  await reading.ready;
  await connect('bob').channel(room, { id: 'totals' }).publish('message', { text: 'counted' });
  const more = Number(stored.replaceAll(',', '')) + 1;
  await expect(total(page, 'Kept in cache rooms')).toHaveText(more.toLocaleString('en'));

  const figures = await request.get('/api/v1/metrics', { headers: { 'api-key': KEYS.admin } });
  expect(await figures.json()).toMatchObject({ total_local_db_writes: more });
});
