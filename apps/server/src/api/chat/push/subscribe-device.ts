import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import {
  DeviceName,
  PushPlatformModel,
  PushSubscriptionModel,
  PushTargetModel,
  pushSubscriptionModel,
} from '../models/push.ts';

/** The caller wants to be told of messages on a device while it has no connection. */
export const subscribeDevice = chatProcedure
  .meta(
    rest.put('/chat/push/subscriptions/{deviceId}', 'Chat', 'Subscribe a device', {
      ...BY_USER,
      description:
        'Replaces what the device subscribed with before. A user has at most 20 devices; the one that subscribed longest ago makes room.',
    }),
  )
  .input(z.strictObject({ deviceId: DeviceName, platform: PushPlatformModel, target: PushTargetModel }))
  .output(PushSubscriptionModel)
  .mutation(async ({ ctx, input }) =>
    pushSubscriptionModel(await ctx.api.chat.pushes.subscribe(ctx.caller, input)),
  );
