import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Removes a webhook with its queue and its log. */
export const deleteWebhook = adminMutation
  .meta(
    rest.delete('/webhooks/{id}', 'Webhooks', 'Delete a webhook', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'Nothing is sent to it any more. Its queue and its log are removed, which may take a while.',
    }),
  )
  .input(z.object({ ...scope, id: ObjectId }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.effects.webhooks.endpoints.remove(appOf(ctx, input.app).id, input.id);
    return {};
  });
