import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { deliveryQuery, NextDelivery, nextDelivery } from '../deliveries/delivery-page.ts';
import { ADMIN, scope } from '../scope.ts';
import { DeliveryModel, deliveryModel } from './delivery-model.ts';

/** Requests of an app's webhooks, newest first. */
export const listDeliveries = adminQuery
  .meta(
    rest.get('/webhook-deliveries', 'Webhooks', 'List deliveries', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Newest first. Done ones are kept for three days, dead ones for thirty.',
    }),
  )
  .input(
    z.object({
      ...scope,
      webhook: ObjectId.optional().meta({ description: 'Only those of this webhook.' }),
      ...deliveryQuery,
    }),
  )
  .output(
    z.object({
      deliveries: z.array(DeliveryModel),
      next: NextDelivery,
    }),
  )
  .query(async ({ ctx, input }) => {
    const { webhook: endpoint, state, before, limit } = input;
    const app = appOf(ctx, input.app);
    const query = { endpoint, state, before, limit };
    const found = await ctx.api.effects.webhooks.deliveries.list(app.id, query);
    return { deliveries: found.map(deliveryModel), next: nextDelivery(found, limit) };
  });
