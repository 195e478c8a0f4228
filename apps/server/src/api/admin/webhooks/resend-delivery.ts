import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { DeliveryModel, deliveryModel } from './delivery-model.ts';

/** Sends a request again, whatever became of it. */
export const resendDelivery = adminMutation
  .meta(
    rest.post('/webhook-deliveries/{id}/resend', 'Webhooks', 'Send a delivery again', {
      ...ADMIN,
      status: 202,
      errors: ['not_found'],
      description:
        'Also one that was taken already. One that waits to be tried again is tried now. It comes before whatever else waits to be told of its channel.',
    }),
  )
  .input(z.object({ ...scope, id: ObjectId }))
  .output(DeliveryModel)
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    return deliveryModel(await ctx.api.effects.webhooks.deliveries.resend(app.id, input.id));
  });
