import { z } from 'zod';
import { ADMIN, scope } from '../../admin/scope.ts';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { OwnUser } from '../models/user.ts';
import { existing } from './existing.ts';
import { ownUserOf } from './shown-users.ts';

/** A user as the app's backend sees it. */
export const getUser = adminQuery
  .meta(rest.get('/chat/users/{id}', 'Chat', 'Read a user', { ...ADMIN, errors: ['not_found'] }))
  .input(z.strictObject({ ...scope, id: UserId }))
  .output(OwnUser)
  .query(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    return ownUserOf(ctx.api, app, existing(await ctx.api.chat.users.find(app, input.id)));
  });
