import { z } from 'zod';
import { ObjectId, Timestamp } from '../../models/names.ts';

export const DeliveryAttemptModel = z
  .object({
    id: ObjectId,
    at: Timestamp,
    durationMs: z.int().nonnegative(),
    status: z.int().nullable().meta({ description: 'The status of the answer; null: none came.' }),
    answer: z.string().meta({ description: 'The beginning of its body, or what went wrong.' }),
  })
  .meta({ id: 'DeliveryAttempt' });
