import { z } from 'zod';
import type { AttemptRecord, EffectRecord } from '../../../core/store/effect-store.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { DeliveryAttemptModel } from '../deliveries/delivery-attempt-model.ts';
import { DeliveryState } from '../deliveries/delivery-state.ts';

/** A request of a webhook, without its body. */
export const DeliveryModel = z
  .object({
    id: ObjectId.meta({ description: 'Also in the header `parley-delivery` of the request.' }),
    webhook: ObjectId,
    event: z.string().meta({ description: 'What happened.' }),
    channel: z.string().meta({ description: 'Empty where the webhook gathers things of all channels.' }),
    state: DeliveryState,
    attempts: z.int().nonnegative().meta({ description: 'How often it was tried since it was queued.' }),
    createdAt: Timestamp,
    dueAt: Timestamp.meta({ description: 'Not to be tried before this time.' }),
    changedAt: Timestamp.meta({ description: 'When it reached its state.' }),
  })
  .meta({ id: 'Delivery' });

export const DeliveryDetailModel = DeliveryModel.extend({
  body: z.string().meta({ description: 'The body of the request.' }),
  log: z.array(DeliveryAttemptModel).meta({ description: 'Every attempt, the oldest first.' }),
}).meta({ id: 'DeliveryDetail' });

export function deliveryModel(effect: EffectRecord): z.infer<typeof DeliveryModel> {
  const { id, target: webhook, event, lane: channel, state, attempts, createdAt, dueAt, changedAt } = effect;
  return { id, webhook, event, channel, state, attempts, createdAt, dueAt, changedAt };
}

export function deliveryDetailModel(
  effect: EffectRecord,
  attempts: readonly AttemptRecord[],
): z.infer<typeof DeliveryDetailModel> {
  const log = attempts.map(({ effectId: _own, ...attempt }) => attempt);
  return { ...deliveryModel(effect), body: effect.payload, log };
}
