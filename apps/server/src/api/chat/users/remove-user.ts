import { z } from 'zod';
import { ADMIN, scope } from '../../admin/scope.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { existing } from './existing.ts';

/** Deletes a user. */
export const removeUser = adminMutation
  .meta(
    rest.delete('/chat/users/{id}', 'Chat', 'Delete a user', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'Its devices are signed out and its connections closed; what it wrote stays. A token of yours that still names it ' +
        'makes it anew.',
    }),
  )
  .input(z.strictObject({ ...scope, id: UserId }))
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { users } = ctx.api.chat;
    const { id: userId } = existing(await users.find(app, input.id));
    await users.delete({ app, userId, sessionId: null });
    return {};
  });
