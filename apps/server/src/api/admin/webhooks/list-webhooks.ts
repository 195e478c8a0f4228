import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { WebhookModel, webhookModel } from './webhook-model.ts';

const count = z.int().nonnegative();

/** An app's webhooks, and how their queue stands. */
export const listWebhooks = adminQuery
  .meta(rest.get('/webhooks', 'Webhooks', 'List webhooks', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope }))
  .output(
    z.object({
      webhooks: z.array(WebhookModel),
      queue: z.object({ pending: count, done: count, dead: count }).meta({
        description:
          'Deliveries of the app by state; done ones are kept for three days, dead ones for thirty.',
      }),
      formats: z.array(z.string()).meta({ description: 'What `format` can be.' }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { endpoints, deliveries } = ctx.api.effects.webhooks;
    const app = appOf(ctx, input.app);
    const queue = await deliveries.count(app.id);
    return {
      webhooks: endpoints.of(app.id).map(webhookModel),
      queue,
      formats: [...endpoints.formats],
    };
  });
