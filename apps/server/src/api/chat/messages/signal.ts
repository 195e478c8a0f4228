import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
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
      examples: { request: { users: ['ann'], custom: { call: 'ringing' } } },
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId.optional(),
      users: listOf(UserId, MOST_USERS, 1).optional(),
      id: z.string().min(1).max(128).optional().meta({ description: 'What the sender calls it.' }),
      custom: Custom,
    }),
  )
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    const { conversation, users, id, custom } = input;
    const to = addresseeOf(conversation, users);
    const { ids } = ctx.api.core.runtime;
    await ctx.api.chat.messages.signal(ctx.caller, to, { id: id ?? ids.next(), custom });
    return {};
  });

function addresseeOf(
  conversationId: string | undefined,
  userIds: readonly string[] | undefined,
): { readonly conversationId: string } | { readonly userIds: readonly string[] } {
  if (conversationId !== undefined && userIds === undefined) return { conversationId };
  if (conversationId === undefined && userIds !== undefined) return { userIds };
  throw new ParleyError('bad_request', 'Name either a conversation or users.');
}
