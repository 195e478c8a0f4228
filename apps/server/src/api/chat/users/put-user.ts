import { z } from 'zod';
import { ADMIN, scope } from '../../admin/scope.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { OwnUser, profileFields } from '../models/user.ts';
import { ownUserOf } from './shown-users.ts';

/** The app's backend tells of a user of its own. */
export const putUser = adminMutation
  .meta(
    rest.put('/chat/users/{id}', 'Chat', 'Tell of a user', {
      ...ADMIN,
      errors: ['not_found', 'conflict'],
      description:
        'Makes the user if there is none of this id. What is absent stays; null removes. Users whom your tokens name need no ' +
        'such call: they are there once they use chat.',
    }),
  )
  .input(z.strictObject({ ...scope, id: UserId, ...profileFields }))
  .output(OwnUser)
  .mutation(async ({ ctx, input }) => {
    const { app: named, id, ...profile } = input;
    const app = appOf(ctx, named);
    return ownUserOf(ctx.api, app, await ctx.api.chat.users.put(app, id, profile));
  });
