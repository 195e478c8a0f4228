import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { SignedInDevice, signedInDevice } from '../models/signed-in.ts';

/** Where the caller is signed in. */
export const listDevices = chatProcedure
  .meta(
    rest.get('/chat/session/devices', 'Chat', 'List your devices', {
      ...BY_USER,
      description: 'At most a hundred: a further sign-in ends the one that was used least recently.',
    }),
  )
  .output(
    z.strictObject({
      devices: z.array(
        SignedInDevice.extend({
          isCurrent: z.boolean().meta({ description: 'Whether the request came from it.' }),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { app, userId, signInId } = ctx.caller;
    const devices = await ctx.api.chat.devices.list(app, userId);
    return {
      devices: devices.map((device) => ({ ...signedInDevice(device), isCurrent: device.id === signInId })),
    };
  });
