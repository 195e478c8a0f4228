import { z } from 'zod';
import type { AttemptRecord, EffectRecord } from '../../../core/store/effect-store.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { DeliveryAttemptModel } from '../deliveries/delivery-attempt-model.ts';
import { DeliveryState } from '../deliveries/delivery-state.ts';

/** A message for one device. */
export const PushDeliveryModel = z
  .object({
    id: ObjectId,
    subscription: ObjectId.meta({ description: 'Of the device. It may be no more.' }),
    event: z
      .string()
      .meta({ description: '`message`: a message was announced. `push`: it was sent by itself.' }),
    state: DeliveryState,
    attempts: z.int().nonnegative().meta({ description: 'How often it was tried.' }),
    createdAt: Timestamp,
    dueAt: Timestamp.meta({ description: 'Not to be tried before this time.' }),
    changedAt: Timestamp.meta({ description: 'When it reached its state.' }),
  })
  .meta({ id: 'PushDelivery' });

export const PushDeliveryDetailModel = PushDeliveryModel.extend({
  payload: z.string().meta({ description: 'What is for the device, and for whom, as JSON.' }),
  log: z.array(DeliveryAttemptModel).meta({ description: 'Every attempt, the oldest first.' }),
}).meta({ id: 'PushDeliveryDetail' });

export function pushDeliveryModel(effect: EffectRecord): z.infer<typeof PushDeliveryModel> {
  const { id, target: subscription, event, state, attempts, createdAt, dueAt, changedAt } = effect;
  return { id, subscription, event, state, attempts, createdAt, dueAt, changedAt };
}

export function pushDeliveryDetailModel(
  effect: EffectRecord,
  attempts: readonly AttemptRecord[],
): z.infer<typeof PushDeliveryDetailModel> {
  const log = attempts.map(({ effectId: _own, ...attempt }) => attempt);
  return { ...pushDeliveryModel(effect), payload: effect.payload, log };
}
