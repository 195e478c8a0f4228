import { expect, test } from '../fixtures/test.ts';
import { room } from '../pages/room.ts';

test('what is published from the form reaches the SDK, and the form says where it is stored', async ({
  page,
  connect,
}) => {
  const events = connect().channel(room, { id: 'form' }).events();
  const heard = (async () => {
    for await (const item of events) if (item.type === 'event') return item;
    return undefined;
  })();

  await page.goto('/dashboard/publish');
  await page.getByRole('combobox', { name: 'Channel' }).fill('pub-cache-form');
  await page.getByRole('textbox', { name: 'As user' }).fill('support');
  await page.getByRole('textbox', { name: 'Payload (JSON)' }).fill('{"text": "from the form"}');
  await page.getByRole('button', { name: 'Publish' }).click();

  const result = page.getByRole('status').filter({ hasText: 'Published on pub-cache-form' });
  await expect(result).toBeVisible();
  const event = await heard;
  expect(event).toMatchObject({ user: 'support', data: { text: 'from the form' } });
  await expect(result).toContainText(event?.id ?? 'no event');
  await expect(result).toContainText(event?.position ?? 'no event');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Payload (JSON)' })).toHaveValue(
    '{"text": "from the form"}',
  );
});

test('a payload that is not JSON is not sent, and the form says why', async ({ page }) => {
  await page.goto('/dashboard/publish?channel=pub-cache-form');
  await page.getByRole('textbox', { name: 'Payload (JSON)' }).fill('{"text": ');
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText(/Unexpected end of JSON/)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Published' })).toHaveCount(0);
});
