import { z } from 'zod';
import type { EffectRecord, EffectStore } from '../../core/store/effect-store.ts';

/** Rows that are sent together or not at all, under an id that the customer's database remembers. */
export interface MirrorBatch {
  readonly id: string;
  readonly effects: readonly EffectRecord[];
}

const StoredBatch = z.object({ id: z.string(), effects: z.array(z.string()) });

/** As it is kept in our own database before it is sent. */
export function batchText({ id, effects }: MirrorBatch): string {
  return JSON.stringify({ id, effects: effects.map((effect) => effect.id) });
}

/** The batch as far as it is still to be done; null: all of it was. */
export async function restoreBatch(store: EffectStore, text: string): Promise<MirrorBatch | null> {
  const { id, effects: ids } = StoredBatch.parse(JSON.parse(text));
  const effects: EffectRecord[] = [];
  for (const effectId of ids) {
    const effect = await store.find(effectId);
    if (effect?.state === 'pending') effects.push(effect);
  }
  return effects.length === 0 ? null : { id, effects };
}
