import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { MirrorModel, mirrorChange, mirrorInput, mirrorModel } from './mirror-model.ts';

/** Sets where an app's cache rooms are copied. Effective at once: what waits goes where the new settings say. */
export const putMirror = adminMutation
  .meta(
    rest.put('/mirror', 'MySQL mirror', 'Set the mirror', {
      ...ADMIN,
      errors: ['not_found', 'conflict'],
      description:
        'From now on every message of a cache room is copied into a table of this database. Effective at once: rows that wait go where the new settings say. Try them first with a test.',
    }),
  )
  .input(z.object({ ...scope, ...mirrorInput }))
  .output(MirrorModel)
  .mutation(async ({ ctx, input }) => {
    const { mirrors } = ctx.api.effects;
    return mirrorModel(await mirrors.put(appOf(ctx, input.app).id, mirrorChange(input)));
  });
