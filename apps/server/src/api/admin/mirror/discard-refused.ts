import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Gives up rows that the database refused. The messages stay in their rooms. */
export const discardRefused = adminMutation
  .meta(
    rest.delete('/mirror/refused', 'MySQL mirror', 'Discard refused rows', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'They will not be in your database. The messages themselves stay in their rooms.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.object({ rows: z.int().nonnegative() }))
  .mutation(async ({ ctx, input }) => {
    return { rows: await ctx.api.effects.mirrors.discardRefused(appOf(ctx, input.app).id) };
  });
