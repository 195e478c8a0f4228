import type { EffectRecord, EffectStore } from '../../core/store/effect-store.ts';

const SLICE = 500;

/** Makes the rows that the customer's database refused wait again, telling of each; returns how many. */
export async function retryRefused(
  store: EffectStore,
  order: { appId: string; now: number; onRevived: (row: EffectRecord) => void },
): Promise<number> {
  const { appId, now, onRevived } = order;
  let count = 0;
  for await (const rows of refusedRows(store, appId)) {
    const changes = rows.map(({ id, attempts }) => {
      return { id, attempts, state: 'pending', dueAt: now, changedAt: now } as const;
    });
    await store.settle(changes, []);
    for (const row of rows) onRevived(row);
    count += rows.length;
  }
  return count;
}

/** Removes the rows that the customer's database refused; returns how many. */
export async function discardRefused(store: EffectStore, appId: string): Promise<number> {
  let count = 0;
  for await (const rows of refusedRows(store, appId)) {
    await store.remove(rows.map(({ id }) => id));
    count += rows.length;
  }
  return count;
}

/** Removes everything that is queued for the mirror of an app. */
export async function removeQueue(store: EffectStore, appId: string): Promise<void> {
  let removed: number;
  do removed = await store.removeTarget('mirror', appId, '', SLICE);
  while (removed === SLICE);
}

/** Slice by slice, each row once, also if it is refused again meanwhile. */
async function* refusedRows(store: EffectStore, appId: string): AsyncGenerator<EffectRecord[]> {
  let last: EffectRecord | undefined;
  do {
    const older = last ? { beforeId: last.id } : {};
    const rows = await store.list({ appId, kind: 'mirror', state: 'dead', limit: SLICE, ...older });
    if (rows.length > 0) yield rows;
    last = rows.length === SLICE ? rows.at(-1) : undefined;
  } while (last);
}
