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
    const { apps, sessions } = ctx.api.core;
    if (input.app === ctx.actor.app.id) {
      throw new ParleyError(
        'conflict',
        'The app that the credentials belong to cannot be deleted with them.',
      );
    }
    const app = apps.get(input.app);
    const live = [...sessions.ofApp(app.id)];
    for (const session of live)
      sessions.disconnect(session, new ParleyError('unauthenticated', 'The app is gone.'));
    await apps.delete(app.id);
    return { disconnected: live.length };
  });
