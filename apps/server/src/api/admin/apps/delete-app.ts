import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { operatorMutation } from '../../base/trpc.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** Deletes an app with everything in it, and ends its connections. */
export const deleteApp = operatorMutation
  .meta(
    rest.delete('/apps/{app}', 'Apps', 'Delete an app', {
      ...ADMIN,
      errors: ['not_found', 'conflict'],
      description:
        'For operators. Deletes its channels, keys, rules and bans, and ends its connections. Final.',
    }),
  )
  .input(z.object({ app: AppId }))
  .output(z.object({ disconnected: z.int().nonnegative() }))
  .mutation(async ({ ctx, input }) => {
    if (input.app === ctx.api.defaultAppId) {
      throw new ParleyError(
        'conflict',
        'The default app cannot be deleted: the server is operated by its key.',
      );
    }
    return { disconnected: await ctx.api.core.deleteApp(input.app) };
  });
