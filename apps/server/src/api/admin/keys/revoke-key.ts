import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { AppId, ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

/** Revokes a key at once. */
export const revokeKey = adminMutation
  .meta(rest.delete('/apps/{app}/keys/{id}', 'Keys', 'Revoke a key', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ app: AppId, id: ObjectId }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.core.apps.deleteKey(appOf(ctx, input.app).id, input.id);
    return {};
  });
