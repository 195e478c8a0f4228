import { z } from 'zod';
import { procedure } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { Login, NewPassword, OwnUser, profileFields } from '../models/user.ts';
import { ownUserOf } from '../users/shown-users.ts';

/** Makes a user with a login and a password. */
export const register = procedure
  .meta(
    rest.post('/chat/session/register', 'Chat', 'Register', {
      security: ['token'],
      status: 201,
      errors: ['conflict'],
      description:
        'Does not sign in. Not needed for users whom the app’s backend signs in with tokens of its own; the app’s settings ' +
        'may forbid it.',
      examples: { request: { login: 'ann', password: 'correct horse battery' } },
    }),
  )
  .input(
    z.strictObject({
      login: Login,
      password: NewPassword,
      email: profileFields.email.unwrap().unwrap().optional(),
      phone: profileFields.phone.unwrap().unwrap().optional(),
    }),
  )
  .output(OwnUser)
  .mutation(async ({ ctx, input }) => {
    const { app, address } = ctx.actor;
    return ownUserOf(ctx.api, app, await ctx.api.chat.users.register(app, input, address));
  });
