import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { DeliveryDetailModel, deliveryDetailModel } from './delivery-model.ts';

/** A request of a webhook: its body, and what came of each attempt. */
export const getDelivery = adminQuery
  .meta(
    rest.get('/webhook-deliveries/{id}', 'Webhooks', 'Get a delivery', { ...ADMIN, errors: ['not_found'] }),
  )
  .input(z.object({ ...scope, id: ObjectId }))
  .output(DeliveryDetailModel)
  .query(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { effect, attempts } = await ctx.api.effects.webhooks.deliveries.get(app.id, input.id);
    return deliveryDetailModel(effect, attempts);
  });
