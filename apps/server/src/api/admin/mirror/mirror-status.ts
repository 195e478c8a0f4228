import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { MirrorStatusModel } from './mirror-model.ts';

/** What waits, since when and why, and what the database refused. */
export const mirrorStatus = adminQuery
  .meta(
    rest.get('/mirror/status', 'MySQL mirror', 'See how the mirror is doing', {
      ...ADMIN,
      errors: ['not_found'],
    }),
  )
  .input(z.object({ ...scope }))
  .output(MirrorStatusModel)
  .query(async ({ ctx, input }) => {
    const status = await ctx.api.effects.mirrors.status(appOf(ctx, input.app).id);
    return { ...status, latestRefused: [...status.latestRefused] };
  });
