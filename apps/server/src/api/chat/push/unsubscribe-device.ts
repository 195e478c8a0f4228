import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { DeviceName } from '../models/push.ts';

/** A device is told of nothing any more. */
export const unsubscribeDevice = chatProcedure
  .meta(
    rest.delete('/chat/push/subscriptions/{deviceId}', 'Chat', 'Unsubscribe a device', {
      ...BY_USER,
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ deviceId: DeviceName }))
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.chat.pushes.unsubscribe(ctx.caller, input.deviceId);
    return {};
  });
