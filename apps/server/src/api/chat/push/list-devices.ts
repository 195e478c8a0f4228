import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { PushSubscriptionModel, pushSubscriptionModel } from '../models/push.ts';

/** The devices on which the caller is told of messages. */
export const listDevices = chatProcedure
  .meta(
    rest.get('/chat/push/subscriptions', 'Chat', 'List subscribed devices', {
      ...BY_USER,
      description: 'The caller’s own, the newest first; at most 20.',
    }),
  )
  .output(z.strictObject({ subscriptions: z.array(PushSubscriptionModel) }))
  .query(async ({ ctx }) => ({
    subscriptions: (await ctx.api.chat.pushes.list(ctx.caller)).map(pushSubscriptionModel),
  }));
