import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';

/** Writes everything that waits for the app's own MySQL, and answers once it is there. */
export const syncMirror = roomMutation
  .meta(
    rest.get('/mysql/sync', ROOM_ADMIN.tag, "Write what waits for the app's own MySQL", {
      ...ROOM_ADMIN,
      aliases: [{ method: 'POST', path: '/mysql/sync', operationId: 'roomsSyncMirrorByPost' }],
      description:
        'Answers after it happened. 403 if the app has no MySQL of its own or has it switched off, 503 if it cannot be ' +
        'reached or does not take the rows: then nothing is lost, and they go on waiting.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(saying('MySQL data synced successfully!'))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.effects.mirrors.sync(appOf(ctx, input.app).id);
    return { message: 'MySQL data synced successfully!' } as const;
  });
