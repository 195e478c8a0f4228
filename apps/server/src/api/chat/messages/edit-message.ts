import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { MessageText, SentModel } from '../models/message.ts';

/** Gives a message another text. */
export const editMessage = chatProcedure
  .meta(
    rest.patch('/chat/conversations/{conversation}/messages/{id}', 'Chat', 'Edit a message', {
      ...BY_USER,
      description:
        'Its author may, while it is a member. All else that is in the message stays. The edit is an event of its own, which ' +
        'the answer tells of.',
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(z.strictObject({ conversation: ObjectId, id: ObjectId, text: MessageText }))
  .output(SentModel)
  .mutation(({ ctx, input }) =>
    ctx.api.chat.messages.edit(ctx.caller, input.conversation, input.id, input.text),
  );
