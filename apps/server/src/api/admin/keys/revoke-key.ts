import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { AppId, ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** Revokes a key at once, and ends the connections that rest on it. */
export const revokeKey = adminMutation
  .meta(rest.delete('/apps/{app}/keys/{id}', 'Keys', 'Revoke a key', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ app: AppId, id: ObjectId }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    const { apps, sessions } = ctx.api.core;
    await apps.deleteKey(appOf(ctx, input.app).id, input.id);
    sessions.endProvedBy(input.id, new ParleyError('unauthenticated', 'The key was revoked.'));
    return {};
  });
