import { z } from 'zod';
import { ENDPOINT_EVENTS } from '../../../effects/webhooks/endpoint-settings.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Sends a sample at once, and tells what came back. */
export const testWebhook = adminMutation
  .meta(
    rest.post('/webhooks/{id}/test', 'Webhooks', 'Test a webhook', {
      ...ADMIN,
      errors: ['not_found', 'conflict', 'unavailable'],
      description:
        'Sends a sample at once, whatever is queued and also while the webhook is off, and answers with what came back.',
    }),
  )
  .input(
    z.object({
      ...scope,
      id: ObjectId,
      event: z.enum(ENDPOINT_EVENTS).optional().meta({
        description: 'What the sample is about; default: the first that the webhook takes.',
      }),
    }),
  )
  .output(
    z
      .object({
        status: z.int().nullable().meta({ description: 'The status of the answer; null: none came.' }),
        answer: z.string().meta({ description: 'The beginning of its body, or what went wrong.' }),
        durationMs: z.int().nonnegative(),
      })
      .meta({ id: 'WebhookTest' }),
  )
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { status, text, durationMs } = await ctx.api.effects.webhooks.test(app.id, input.id, input.event);
    return { status, answer: text, durationMs };
  });
