import { expect, test } from 'vitest';
import { LiveApp } from '../../core/apps/live-app.ts';
import { UsedApps } from './used-apps.ts';

const app = new LiveApp({ id: 'acme', name: 'Acme', createdAt: 0, settings: '{}' });

function open() {
  const asked: Array<{ answer: (isUsed: boolean) => void; fail: () => void }> = [];
  const used = new UsedApps({
    isUsedBy: () =>
      new Promise((resolve, reject) => {
        asked.push({ answer: resolve, fail: () => reject(new Error('away')) });
      }),
  });
  return { asked, used };
}

test('the database is asked once, and again after it failed or when the last subscription may have gone', async () => {
  const { asked, used } = open();
  const first = used.has(app);
  asked[0]?.fail();
  await expect(first).rejects.toThrow('away');
  const both = Promise.all([used.has(app), used.has(app)]);
  asked[1]?.answer(false);
  expect(await both).toEqual([false, false]);
  expect(await used.has(app)).toBe(false);
  expect(asked).toHaveLength(2);
  used.removed(app);
  const again = used.has(app);
  asked[2]?.answer(true);
  expect(await again).toBe(true);
});

test('a subscription that comes while the database is asked counts, whatever it answers', async () => {
  const { asked, used } = open();
  const before = used.has(app);
  used.add(app);
  asked[0]?.answer(false);
  expect(await before).toBe(false);
  expect(await used.has(app)).toBe(true);
});
