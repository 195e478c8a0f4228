import { z } from 'zod';
import { procedure } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { DeviceName, SignedIn, signedIn } from '../models/signed-in.ts';
import { ownUserOf } from '../users/shown-users.ts';

/** Signs a device in with a login and a password. Throttled by account and by address. */
export const login = procedure
  .meta(
    rest.post('/chat/session/login', 'Chat', 'Sign in', {
      security: ['token'],
      description:
        'Too many wrong passwords are refused for a while, by login and by address; right ones do not count.',
      examples: { request: { login: 'ann', password: 'correct horse battery', deviceId: 'ann’s phone' } },
    }),
  )
  .input(
    z.strictObject({
      login: z.string().min(1).max(255),
      password: z.string().min(1).max(500),
      deviceId: DeviceName.optional().meta({ description: 'Default: a new name.' }),
    }),
  )
  .output(SignedIn)
  .mutation(async ({ ctx, input }) => {
    const { app, address } = ctx.actor;
    const { chat, core } = ctx.api;
    const deviceId = input.deviceId ?? core.runtime.ids.next();
    const tokens = await chat.devices.signIn(app, input.login, input.password, { deviceId, address });
    return signedIn(tokens, await ownUserOf(ctx.api, app, tokens.user));
  });
