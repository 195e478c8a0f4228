import type { AppRecord, AppStore, KeyRecord } from '../../core/store/app-store.ts';

/** Apps and their keys in memory. */
export function memoryAppStore(): AppStore {
  const apps = new Map<string, AppRecord>();
  const keys = new Map<string, KeyRecord>();
  return {
    listApps: async () => [...apps.values()],
    createApp: async (app) => void apps.set(app.id, app),
    updateApp: async () => {},
    deleteApp: async (id) => void apps.delete(id),
    listKeys: async () => [...keys.values()],
    createKey: async (key) => void keys.set(key.id, key),
    updateKey: async (id, change) => {
      const key = keys.get(id);
      if (key) keys.set(id, { ...key, ...change });
    },
    deleteKey: async (id) => void keys.delete(id),
    listRules: async () => [],
    putRule: async (rule) => rule,
    deleteRule: async () => {},
  };
}
