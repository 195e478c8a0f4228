import { z } from 'zod';
import { EndpointSettings } from '../../../effects/webhooks/endpoint-settings.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { headersInput, secretInput, WebhookModel, webhookModel, webhookSettings } from './webhook-model.ts';

const { url, events, channels, format, timeoutMs, concurrency, batchWithinMs, enabled } = webhookSettings;
const { retryForMs, leaveDelayMs } = EndpointSettings.shape;

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
      leaveDelayMs: leaveDelayMs.unwrap().optional(),
      batchWithinMs: batchWithinMs.unwrap().optional(),
      enabled: enabled.unwrap().optional(),
      secret: secretInput,
      headers: headersInput,
    }),
  )
  .output(WebhookModel)
  .mutation(async ({ ctx, input }) => {
    const { app: named, id, secret, headers, ...settings } = input;
    const app = appOf(ctx, named);
    const { endpoints } = ctx.api.effects.webhooks;
    return webhookModel(await endpoints.update(app.id, id, { settings, secret, headers }));
  });
