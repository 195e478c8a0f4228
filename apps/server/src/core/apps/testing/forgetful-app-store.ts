import type { AppStore } from '../../store/app-store.ts';

/** Keeps nothing: for a registry of which no test asks more than what it holds in memory. */
export const forgetfulAppStore: AppStore = {
  listApps: async () => [],
  createApp: async () => {},
  updateApp: async () => {},
  deleteApp: async () => {},
  listKeys: async () => [],
  createKey: async () => {},
  updateKey: async () => {},
  deleteKey: async () => {},
  listRules: async () => [],
  putRule: async (rule) => rule,
  deleteRule: async () => {},
};
