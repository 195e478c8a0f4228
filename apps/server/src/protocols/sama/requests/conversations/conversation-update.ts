import { z } from 'zod';
import type { ConversationChange } from '../../../../chat/conversations/conversations.ts';
import { inWords } from '../../errors/in-words.ts';
import { Id, PictureField } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { pictureOf, ShortText, UserIds } from './conversation-fields.ts';
import { shownConversations } from './shown-conversations.ts';

const Users = z.strictObject({ add: UserIds.optional(), remove: UserIds.optional() });

const Body = inputOf(
  z.strictObject({
    id: Id,
    name: ShortText.optional(),
    description: ShortText.optional(),
    participants: Users.optional(),
    admins: Users.optional(),
    image_object: PictureField.optional(),
  }),
);

/** Changes a conversation, or who is in it: a group by its owner and admins, a private one by its two. */
export const conversationUpdate = userRequest('conversation_update', Body, async (call, input) => {
  const { conversations } = call.setup.chat;
  const view = await inWords({ conversation_not_found: 'BAD_REQUEST' }, () =>
    conversations.update(call.caller, input.id, changeOf(input)),
  );
  if (view === null) return { deleted: true };
  const [conversation] = await shownConversations(call, [view]);
  return { conversation };
});

function changeOf(input: ReturnType<typeof Body.parse>): ConversationChange {
  const { name, description, participants, admins, image_object: image } = input;
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(image === undefined ? {} : { image: pictureOf(image) }),
    ...(participants?.add && { add: participants.add }),
    ...(participants?.remove && { remove: participants.remove }),
    ...(admins?.add && { makeAdmin: admins.add }),
    ...(admins?.remove && { makeMember: admins.remove }),
  };
}
