import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { headersInput, secretInput, WebhookModel, webhookModel, webhookSettings } from './webhook-model.ts';

/** Tells an address of the app’s backend what happens from now on. */
export const createWebhook = adminMutation
  .meta(
    rest.post('/webhooks', 'Webhooks', 'Create a webhook', {
      ...ADMIN,
      status: 201,
      errors: ['not_found', 'conflict'],
      description:
        'It is told of what happens from now on. Of an app’s enabled webhooks one at most can take `verification`.',
    }),
  )
  .input(z.object({ ...scope, ...webhookSettings, secret: secretInput, headers: headersInput }))
  .output(WebhookModel)
  .mutation(async ({ ctx, input }) => {
    const { app: named, secret, headers, ...settings } = input;
    const app = appOf(ctx, named);
    const { endpoints } = ctx.api.effects.webhooks;
    return webhookModel(await endpoints.create(app.id, settings, { secret, headers }));
  });
