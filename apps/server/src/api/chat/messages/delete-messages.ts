import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

const MOST_IDS = 100;

/** Deletes messages for everybody, or hides them from the user alone. */
export const deleteMessages = chatProcedure
  .meta(
    rest.post('/chat/conversations/{conversation}/messages/delete', 'Chat', 'Delete messages', {
      ...BY_USER,
      description:
        'For everyone: one’s own; in a group its owner and admins also those of others, in a private conversation either ' +
        'side (both are settings of the app). All of them or none. For me: any. Ids that are not in the conversation are ' +
        'passed over; `deleted` says which went.',
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId,
      ids: listOf(ObjectId, MOST_IDS, 1),
      for: z.enum(['everyone', 'me']),
    }),
  )
  .output(z.strictObject({ deleted: z.array(ObjectId) }))
  .mutation(async ({ ctx, input }) => {
    const { messages } = ctx.api.chat;
    const { conversation, ids } = input;
    const deleted =
      input.for === 'everyone'
        ? await messages.deleteForAll(ctx.caller, conversation, ids)
        : await messages.hide(ctx.caller, conversation, ids);
    return { deleted };
  });
