import type { z } from 'zod';
import type { ConversationView } from '../../../chat/conversations/conversations.ts';
import { ConversationModel, conversationModel, viewFields } from './conversation.ts';
import { MessageModel, messageModel } from './message.ts';
import type { PictureUrls } from './user.ts';

/** A conversation as one of its members sees it. */
export const ConversationViewModel = ConversationModel.extend({
  ...viewFields,
  lastMessage: MessageModel.nullable().meta({
    description: 'The newest message that the caller has not hidden; null: there is none.',
  }),
}).meta({ id: 'ConversationView' });

/** @param urls of images, by the ids of their files. */
export function conversationViewModel(
  view: ConversationView,
  userId: string,
  urls: PictureUrls,
): z.infer<typeof ConversationViewModel> {
  const { conversation, members, lastMessage, unread, position } = view;
  return {
    ...conversationModel(conversation, urls),
    role: members.get(userId)?.role ?? null,
    memberCount: members.size,
    unread,
    position,
    lastMessage: lastMessage && messageModel(lastMessage),
  };
}
