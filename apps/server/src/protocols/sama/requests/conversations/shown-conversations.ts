import type { ConversationView } from '../../../../chat/conversations/conversations.ts';
import { participantsOf } from '../../../../chat/conversations/participants-of.ts';
import { conversationObject } from '../../codec/conversation-object.ts';
import { lastMessageObject } from '../../codec/message-object.ts';
import type { UserCall } from '../request.ts';

/**
 * Conversations as the asking user knows them. A picture that is no file, or none that the user may see, has no address:
 * that is no reason not to show the rest.
 */
export async function shownConversations(
  { setup, client, caller }: UserCall,
  views: readonly ConversationView[],
): Promise<object[]> {
  const organizationId = setup.organizations.idOf(caller.app);
  const pictures = views.flatMap(({ conversation: { image } }) => image?.fileId ?? []);
  const urls =
    pictures.length === 0 ? null : await setup.chat.files.urls(caller, pictures, client.origin.serverOrigin);
  return views.map(({ conversation, members, lastMessage, unread }) => {
    const place = { conversation, organizationId };
    return conversationObject(conversation, {
      organizationId,
      participants: participantsOf({ conversation, members }),
      imageUrl: urls?.get(conversation.image?.fileId ?? ''),
      lastMessage: lastMessage ? lastMessageObject(lastMessage, caller.userId, place) : undefined,
      unread,
    });
  });
}
