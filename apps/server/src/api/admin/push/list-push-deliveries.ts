import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { DeliveryState } from '../webhooks/delivery-model.ts';
import { PushDeliveryModel, pushDeliveryModel } from './push-delivery-model.ts';

/** What was sent to the devices of an app's users, newest first. */
export const listPushDeliveries = adminQuery
  .meta(
    rest.get('/push-deliveries', 'Push', 'List push deliveries', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Newest first. Done ones are kept for three days, dead ones for thirty.',
    }),
  )
  .input(
    z.object({
      ...scope,
      subscription: ObjectId.optional().meta({ description: 'Only those to this device.' }),
      state: DeliveryState.optional().meta({ description: 'Only those in this state.' }),
      before: ObjectId.optional().meta({
        description: 'Only deliveries before this one: the `next` of a page.',
      }),
      limit: z.int().min(1).max(500).default(50),
    }),
  )
  .output(
    z.object({
      deliveries: z.array(PushDeliveryModel),
      next: ObjectId.nullable().meta({
        description: 'Pass it as `before` for the next page; null at the end.',
      }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { app: named, ...query } = input;
    const found = await ctx.api.effects.pushes.deliveries.list(appOf(ctx, named).id, query);
    const next = found.length === input.limit ? (found.at(-1)?.id ?? null) : null;
    return { deliveries: found.map(pushDeliveryModel), next };
  });
