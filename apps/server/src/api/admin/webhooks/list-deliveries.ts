import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { DeliveryModel, DeliveryState, deliveryModel } from './delivery-model.ts';

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
      state: DeliveryState.optional().meta({ description: 'Only those in this state.' }),
      before: ObjectId.optional().meta({
        description: 'Only deliveries before this one: the `next` of a page.',
      }),
      limit: z.int().min(1).max(500).default(50),
    }),
  )
  .output(
    z.object({
      deliveries: z.array(DeliveryModel),
      next: ObjectId.nullable().meta({
        description: 'Pass it as `before` for the next page; null at the end.',
      }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { webhook: endpoint, state, before, limit } = input;
    const app = appOf(ctx, input.app);
    const query = { endpoint, state, before, limit };
    const found = await ctx.api.effects.webhooks.deliveries.list(app.id, query);
    const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
    return { deliveries: found.map(deliveryModel), next };
  });
