import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { secretInput, WebhookModel, webhookModel, webhookSettings } from './webhook-model.ts';

const { url, events, channels, format, timeoutMs, concurrency, retryForMs, enabled } = webhookSettings;

/** Changes a webhook; what is not named stays as it is. Effective at once, also for what is queued. */
export const updateWebhook = adminMutation
  .meta(
    rest.patch('/webhooks/{id}', 'Webhooks', 'Change a webhook', {
      ...ADMIN,
      errors: ['not_found', 'conflict'],
      description:
        'What the request does not name stays as it is. Effective at once: what is queued goes to the new address.',
    }),
  )
  .input(
    z.object({
      ...scope,
      id: ObjectId,
      url: url.optional(),
      events: events.unwrap().optional(),
      channels: channels.unwrap().optional(),
      format: format.unwrap().optional(),
      timeoutMs: timeoutMs.unwrap().optional(),
      concurrency: concurrency.unwrap().optional(),
      retryForMs: retryForMs.unwrap().optional(),
      enabled: enabled.unwrap().optional(),
      secret: secretInput,
    }),
  )
  .output(WebhookModel)
  .mutation(async ({ ctx, input }) => {
    const { app: named, id, secret, ...settings } = input;
    const app = appOf(ctx, named);
    return webhookModel(await ctx.api.effects.webhooks.endpoints.update(app.id, id, { settings, secret }));
  });
