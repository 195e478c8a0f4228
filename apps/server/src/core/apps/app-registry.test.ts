import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { AppRecord, AppStore, KeyRecord } from '../store/app-store.ts';
import { AppRegistry } from './app-registry.ts';
import { AppSettings } from './app-settings.ts';
import { KeyVault } from './key-vault.ts';

/** An app store in memory, whose changes of keys can be held back. */
function memory(): AppStore & { held: Promise<void> } {
  const apps = new Map<string, AppRecord>();
  const keys = new Map<string, KeyRecord>();
  return {
    held: Promise.resolve(),
    listApps: async () => [...apps.values()],
    createApp: async (app) => void apps.set(app.id, app),
    updateApp: async () => {},
    deleteApp: async (id) => void apps.delete(id),
    listKeys: async () => [...keys.values()],
    createKey: async (key) => void keys.set(key.id, key),
    async updateKey(id, change) {
      await this.held;
      const key = keys.get(id);
      if (key) keys.set(id, { ...key, ...change });
    },
    deleteKey: async (id) => void keys.delete(id),
    listRules: async () => [],
    putRule: async (rule) => rule,
    deleteRule: async () => {},
  };
}

async function open() {
  const runtime = simulatedRuntime();
  const store = memory();
  const vault = new KeyVault(Buffer.alloc(32), runtime.chance);
  const failures: unknown[] = [];
  const apps = await AppRegistry.load(store, runtime, { vault, onFailure: (cause) => failures.push(cause) });
  const app = await apps.create('a', 'A', AppSettings.parse({}));
  return { runtime, store, apps, app, failures };
}

test('a secret revoked while a token signed with it is checked stays revoked', async () => {
  const { apps, app } = await open();
  const { record } = await apps.createKey('a', 'secret');
  const [inUse] = apps.secretsOf(app);
  await apps.deleteKey('a', record.id);
  if (inUse) apps.noteUse(inUse.key);
  expect(apps.secretsOf(app)).toEqual([]);
});

test('a key revoked while it is rotated stays revoked', async () => {
  const { apps, store, runtime } = await open();
  const { record, value } = await apps.createKey('a', 'admin');
  let release = (): void => {};
  store.held = new Promise((resolve) => {
    release = resolve;
  });
  const rotation = apps.rotateKey('a', record.id, runtime.clock.now() + 60_000);
  await apps.deleteKey('a', record.id);
  release();
  await expect(rotation).rejects.toThrow(ParleyError);
  expect(apps.findByKey('admin', value)).toBeNull();
});

test('rotating a key again does not give it a longer life', async () => {
  const { apps, runtime } = await open();
  const { record, value } = await apps.createKey('a', 'admin');
  await apps.rotateKey('a', record.id, runtime.clock.now());
  await apps.rotateKey('a', record.id, runtime.clock.now() + 60_000);
  expect(apps.findByKey('admin', value)).toBeNull();
});

test('who still holds a deleted app sees that it is gone, and its keys open nothing', async () => {
  const { apps, app } = await open();
  const { value } = await apps.createKey('a', 'client');
  await apps.delete('a');
  expect(app.isDeleted).toBe(true);
  expect(apps.findByKey('client', value)).toBeNull();
});
