import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Sends again what the database refused, after its table was changed. */
export const retryRefused = adminMutation
  .meta(
    rest.post('/mirror/refused/retry', 'MySQL mirror', 'Send refused rows again', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'For when the table was changed so that it takes them.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.object({ rows: z.int().nonnegative() }))
  .mutation(async ({ ctx, input }) => {
    return { rows: await ctx.api.effects.mirrors.retryRefused(appOf(ctx, input.app).id) };
  });
