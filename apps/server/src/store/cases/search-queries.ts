import type { EventSearch, FoundEvent } from '../../core/store/event-store.ts';
import type { Store } from '../../core/store/store.ts';

export type Query = Partial<EventSearch>;

/** Asks for what the case says, of the app `acme`. */
export const search = (store: Store, query: Query = {}): Promise<FoundEvent[]> =>
  store.events.search({ appId: 'acme', order: [], skip: 0, limit: 100, ...query });

export const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

export const by = (by: EventSearch['order'][number]['by'], descending = false) => ({ by, descending });
