import { z } from 'zod';
import { ObjectId } from '../../models/names.ts';
import { DeliveryState } from './delivery-state.ts';

/** Which deliveries are asked for: input fields of every list of them. */
export const deliveryQuery = {
  state: DeliveryState.optional().meta({ description: 'Only those in this state.' }),
  before: ObjectId.optional().meta({
    description: 'Only deliveries before this one: the `next` of a page.',
  }),
  limit: z.int().min(1).max(500).default(50),
};

/** Where the next page begins: a field of every page. */
export const NextDelivery = ObjectId.nullable().meta({
  description: 'Pass it as `before` for the next page; null at the end.',
});

export function nextDelivery(found: ReadonlyArray<{ readonly id: string }>, limit: number): string | null {
  return found.length === limit ? (found.at(-1)?.id ?? null) : null;
}
