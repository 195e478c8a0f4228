import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { Login, NewPassword, OwnUser, profileFields } from '../models/user.ts';
import { ownUserOf } from './shown-users.ts';

/** Changes what the caller tells of itself, its login or its password. */
export const updateMe = chatProcedure
  .meta(
    rest.patch('/chat/me', 'Chat', 'Change yourself', {
      ...BY_USER,
      errors: ['conflict', 'not_found'],
      description:
        'What is absent stays; null removes. Login, e-mail and phone belong to one user of the app. A new password needs the ' +
        'current one, and signs out every other device.',
    }),
  )
  .input(
    z.strictObject({
      login: Login.optional(),
      ...profileFields,
      newPassword: NewPassword.optional(),
      currentPassword: z.string().max(500).optional(),
    }),
  )
  .output(OwnUser)
  .mutation(async ({ ctx, input }) => {
    const user = await ctx.api.chat.users.update(ctx.caller, input);
    return ownUserOf(ctx.api, ctx.caller.app, user);
  });
