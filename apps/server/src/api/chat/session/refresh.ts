import { z } from 'zod';
import { procedure } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { DeviceName, SignedIn, signedIn } from '../models/signed-in.ts';
import { ownUserOf } from '../users/shown-users.ts';

/** Gets a device its next tokens. */
export const refresh = procedure
  .meta(
    rest.post('/chat/session/refresh', 'Chat', 'Get the next tokens', {
      security: ['token'],
      description:
        'A refresh token works once. One that was used before signs its device out, since somebody else has it as well; but ' +
        'within 30 seconds after its use it still gets an access token, for tabs that share it.',
    }),
  )
  .input(
    z.strictObject({
      refreshToken: z.string().min(1).max(200),
      deviceId: DeviceName.optional().meta({ description: 'If given, the token must be of this device.' }),
    }),
  )
  .output(SignedIn)
  .mutation(async ({ ctx, input }) => {
    const { app } = ctx.actor;
    const { devices } = ctx.api.chat;
    const tokens = await devices.refresh(app, input.refreshToken, input.deviceId ?? null);
    return signedIn(tokens, await ownUserOf(ctx.api, app, tokens.user));
  });
