import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Writes everything that waits, now. The answer comes when that has happened. */
export const syncMirror = adminMutation
  .meta(
    rest.post('/mirror/sync', 'MySQL mirror', 'Write what waits', {
      ...ADMIN,
      errors: ['not_found', 'unavailable'],
      description:
        'Answers when everything that was stored before the call is in your database. 503: it is not, and why; nothing is lost by that. 403: there is no mirror, or it is disabled.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.effects.mirrors.sync(appOf(ctx, input.app).id);
    return {};
  });
