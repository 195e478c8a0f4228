import { expect, test } from 'vitest';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { LiveApp } from '../../../core/apps/live-app.ts';
import type { ChannelDefinition } from '../../../core/definitions/channel-definition.ts';
import { KeptChannels } from './kept-channels.ts';

const settings = JSON.stringify(AppSettings.parse({}));
const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings });

/** Definitions that are stored only when the test says so. */
function slowDefinitions() {
  const defined: string[] = [];
  const store: Array<() => void> = [];
  const known = new Set<string>();
  const kept = new KeptChannels({
    of: (_appId, channel, owner) => (known.has(channel) ? { channel, owner, ...what, createdAt: 0 } : null),
    list: () => [],
    define(_app, channel, owner, { keeping, details }) {
      defined.push(`${owner} ${channel} ${keeping.durable} ${keeping.retainMs}`);
      known.add(channel);
      return new Promise<ChannelDefinition>((resolve) => {
        store.push(() => resolve({ channel, owner, keeping, details, createdAt: 0 }));
      });
    },
  });
  return { kept, defined, storeAll: () => store.splice(0).forEach((done) => void done()) };
}

const what = { keeping: { durable: true, retainMs: 1000, retainEvents: null }, details: null };

test('a channel that its name would keep in memory is kept for thirty days; others are left alone', async () => {
  const { kept, defined, storeAll } = slowDefinitions();
  const done = kept.keep(app, new Set(['room', 'pub-cache-news', 'user:ann']));
  storeAll();
  await done;
  expect(defined).toEqual(['sails room true 2592000000']);
});

test('who comes second waits for the first, and goes after it', async () => {
  const { kept, storeAll } = slowDefinitions();
  const order: string[] = [];
  const first = kept.keep(app, new Set(['room', 'other'])).then(() => order.push('first'));
  const second = kept.keep(app, new Set(['room'])).then(() => order.push('second'));
  await Promise.resolve();
  expect(order).toEqual([]);
  storeAll();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
});
