import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { PushDeliveryDetailModel, pushDeliveryDetailModel } from './push-delivery-model.ts';

/** A message for one device, and what came of each attempt. */
export const getPushDelivery = adminQuery
  .meta(rest.get('/push-deliveries/{id}', 'Push', 'Get a push delivery', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope, id: ObjectId }))
  .output(PushDeliveryDetailModel)
  .query(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { effect, attempts } = await ctx.api.effects.pushes.deliveries.get(app.id, input.id);
    return pushDeliveryDetailModel(effect, attempts);
  });
