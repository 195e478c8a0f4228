import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Sends everything again that was given up since a time. */
export const recoverDeliveries = adminMutation
  .meta(
    rest.post('/webhook-deliveries/recover', 'Webhooks', 'Send again what was given up', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'Everything dead that happened at or after `since` is pending again, with its full time to try.',
    }),
  )
  .input(
    z.object({
      ...scope,
      since: Timestamp,
      webhook: ObjectId.optional().meta({ description: 'Only for this webhook; default: all of the app.' }),
    }),
  )
  .output(z.object({ recovered: z.int().nonnegative() }))
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { since, webhook: endpoint } = input;
    const order = endpoint === undefined ? { since } : { since, endpoint };
    return { recovered: await ctx.api.effects.webhooks.deliveries.recover(app.id, order) };
  });
