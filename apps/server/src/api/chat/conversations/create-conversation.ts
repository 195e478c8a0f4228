import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import {
  ConversationDescription,
  ConversationKindModel,
  ConversationName,
  ImageInput,
} from '../models/conversation.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { shownView } from './shown-conversations.ts';

/** Begins a conversation. */
export const createConversation = chatProcedure
  .meta(
    rest.post('/chat/conversations', 'Chat', 'Begin a conversation', {
      ...BY_USER,
      description:
        'A private conversation is one of two, and two users have one at most: beginning it again gives the same one, with ' +
        'whoever had left it. A group belongs to who begins it. Users that do not exist are left out. All members are told on ' +
        'their own channels.',
      status: 201,
      errors: ['not_found', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.strictObject({
      kind: ConversationKindModel,
      name: ConversationName.optional(),
      description: ConversationDescription.optional(),
      image: ImageInput.optional(),
      participants: listOf(UserId, 1000, 1).meta({
        description: 'Who else takes part: for a private conversation the other user.',
      }),
    }),
  )
  .output(
    z.strictObject({
      conversation: ConversationViewModel,
      isNew: z.boolean().meta({ description: 'Whether it did not exist before.' }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { kind, name, description, image, participants } = input;
    const { view, isNew } = await ctx.api.chat.conversations.create(ctx.caller, {
      kind,
      participants,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(image === undefined ? {} : { image }),
    });
    return { conversation: await shownView(ctx, view), isNew };
  });
