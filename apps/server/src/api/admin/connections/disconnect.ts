import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Ends a connection. The client may come back; ban the user to keep it out. */
export const disconnect = adminMutation
  .meta(
    rest.delete('/connections/{id}', 'Connections', 'End a connection', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'The client may come back; ban the user to keep it out.',
    }),
  )
  .input(
    z.object({
      ...scope,
      id: ObjectId,
      reason: z.string().max(100).default('').meta({ description: 'What the client is told.' }),
    }),
  )
  .output(z.object({}))
  .mutation(({ ctx, input }) => {
    const { sessions } = ctx.api.core;
    const session = sessions.get(appOf(ctx, input.app).id, input.id);
    if (!session) throw new ParleyError('not_found', 'There is no such connection.');
    sessions.disconnect(
      session,
      new ParleyError('kicked', input.reason || 'An administrator ended the connection.'),
    );
    return {};
  });
