import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { deliveryQuery, NextDelivery, nextDelivery } from '../deliveries/delivery-page.ts';
import { ADMIN, scope } from '../scope.ts';
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
      ...deliveryQuery,
    }),
  )
  .output(
    z.object({
      deliveries: z.array(PushDeliveryModel),
      next: NextDelivery,
    }),
  )
  .query(async ({ ctx, input }) => {
    const { app: named, ...query } = input;
    const found = await ctx.api.effects.pushes.deliveries.list(appOf(ctx, named).id, query);
    return { deliveries: found.map(pushDeliveryModel), next: nextDelivery(found, input.limit) };
  });
