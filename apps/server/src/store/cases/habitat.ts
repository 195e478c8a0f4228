import type { Store } from '../../core/store/store.ts';
import { openStore } from '../open-store.ts';
import { silentLog } from '../store-log.ts';
import { type CuttableLink, cuttableLink } from '../testing/cuttable-link.ts';

/** Where the cases run: something that makes empty databases of one kind. */
export interface StoreHabitat {
  createDatabase(): Promise<{ url: string; drop: () => Promise<void> }>;
}

/** One database for one case, with as many nodes on it as the case needs. */
export interface StoreBed extends AsyncDisposable {
  readonly store: Store;
  /** Opens the same database as another node does. */
  openNode(): Promise<Store>;
  /** Opens the same database over a way that can be cut. */
  openCuttable(): Promise<{ store: Store; link: CuttableLink }>;
}

/** A migrated database with the apps `acme` and `ACME`. */
export async function storeBed(habitat: StoreHabitat): Promise<StoreBed> {
  const { url, drop } = await habitat.createDatabase();
  const stores: Store[] = [];
  const links: CuttableLink[] = [];
  const open = async (at: string): Promise<Store> => {
    const store = await openStore({ url: at, log: silentLog, connections: 4 });
    stores.push(store);
    return store;
  };
  const store = await open(url);
  for (const id of ['acme', 'ACME']) {
    await store.apps.createApp({ id, name: id, createdAt: 1, settings: '{}' });
  }
  return {
    store,
    openNode: () => open(url),
    async openCuttable() {
      const link = await cuttableLink(url);
      links.push(link);
      return { store: await open(link.url), link };
    },
    async [Symbol.asyncDispose]() {
      for (const opened of stores) await opened[Symbol.asyncDispose]();
      for (const link of links) await link[Symbol.asyncDispose]();
      await drop();
    },
  };
}
