import { z } from 'zod';
import { MOST_RECIPIENTS } from '../../../chat/push/pushes.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { PushContentModel, SentPushModel } from '../models/push.ts';

/** Tells all devices of some users something, whether they are connected or not. */
export const sendPush = chatProcedure
  .meta(
    rest.post('/chat/push/messages', 'Chat', 'Send a push', {
      ...BY_USER,
      status: 202,
      errors: ['not_found', 'muted', 'messaging_disabled', 'payload_too_large'],
      description:
        'To all devices of the recipients, whether they are connected or not; what becomes of it is in the list of push deliveries. Who blocked the caller is told nothing, and nobody is told so. Each recipient counts as one publish of the caller. A `body` that is too long is cut.',
    }),
  )
  .input(z.strictObject({ users: listOf(UserId, MOST_RECIPIENTS, 1), content: PushContentModel }))
  .output(SentPushModel)
  .mutation(async ({ ctx, input }) => {
    const { id, userIds, at } = await ctx.api.chat.pushes.send(ctx.caller, input.users, input.content);
    return { id, users: [...userIds], at };
  });
