import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Ends an app's mirror. What was copied stays in the customer's database; what waits is forgotten. */
export const deleteMirror = adminMutation
  .meta(
    rest.delete('/mirror', 'MySQL mirror', 'Delete the mirror', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'What was copied stays in your database. Rows that wait are forgotten: sync first.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.effects.mirrors.delete(appOf(ctx, input.app).id);
    return {};
  });
