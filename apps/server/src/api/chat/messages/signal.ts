import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { Custom } from '../models/message.ts';

const MOST_USERS = 20;

/** Tells members of a conversation, or users, something in the app's own words. */
export const signal = chatProcedure
  .meta(
    rest.post('/chat/signals', 'Chat', 'Tell clients something', {
      ...BY_USER,
      description:
        'Reaches those who are there now, as a signal `system` on the channel of the conversation, or on those of the ' +
        'users. Nothing is kept.',
      status: 202,
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
      examples: { request: { to: { users: ['ann'] }, custom: { call: 'ringing' } } },
    }),
  )
  .input(
    z.strictObject({
      to: z
        .union([
          z.strictObject({ conversation: ObjectId }),
          z.strictObject({ users: listOf(UserId, MOST_USERS, 1) }),
        ])
        .meta({ description: 'The members of a conversation, or users.' }),
      id: z.string().min(1).max(128).optional().meta({ description: 'What the sender calls it.' }),
      custom: Custom,
    }),
  )
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    const { to, id, custom } = input;
    const { ids } = ctx.api.core.runtime;
    await ctx.api.chat.messages.signal(
      ctx.caller,
      'users' in to ? { userIds: to.users } : { conversationId: to.conversation },
      { id: id ?? ids.next(), custom },
    );
    return {};
  });
