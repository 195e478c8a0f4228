import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { recheckSessions } from './recheck-sessions.ts';

/** Removes a rule: its channels mean again what their names say. */
export const deleteRule = adminMutation
  .meta(rest.delete('/rules/{id}', 'Channel rules', 'Delete a rule', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope, id: ObjectId }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    await ctx.api.core.apps.deleteRule(app.id, input.id);
    recheckSessions(ctx.api.core, app);
    return {};
  });
