import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationDescription, ConversationName, ImageInput } from '../models/conversation.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { remaining } from './remaining.ts';
import { shownView } from './shown-conversations.ts';

/** Changes what a conversation is called and how it looks. */
export const updateConversation = chatProcedure
  .meta(
    rest.patch('/chat/conversations/{id}', 'Chat', 'Change a conversation', {
      ...BY_USER,
      description:
        'A group is changed by its owner and admins, a private conversation by either of the two. What is absent stays, null ' +
        'removes. The others are told on their own channels.',
      errors: ['not_found', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.strictObject({
      id: ObjectId,
      name: ConversationName.optional(),
      description: ConversationDescription.nullable().optional(),
      image: ImageInput.nullable().optional(),
    }),
  )
  .output(ConversationViewModel)
  .mutation(async ({ ctx, input }) => {
    const { id, name, description, image } = input;
    const view = await ctx.api.chat.conversations.update(ctx.caller, id, {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(image === undefined ? {} : { image }),
    });
    return shownView(ctx, remaining(view));
  });
