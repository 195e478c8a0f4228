import { z } from 'zod';
import type { NewConversation } from '../../../../chat/conversations/conversations.ts';
import { inWords } from '../../errors/in-words.ts';
import { designed } from '../../errors/sama-refusal.ts';
import { Id, PictureField, text } from '../field.ts';
import { type FieldError, type Input, inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { pictureOf, ShortText, UserIds } from './conversation-fields.ts';
import { shownConversations } from './shown-conversations.ts';

const rest = {
  description: text(0, 255).optional(),
  opponent_id: Id.optional(),
  // Who creates it owns it, whatever is said here.
  owner_id: z.unknown().optional(),
  // What is said here is not encrypted between its ends.
  is_encrypted: z.literal(false).optional(),
  image_object: PictureField.optional(),
  participants: UserIds.min(1),
};
const errors: { type: FieldError; name: FieldError; participants: FieldError } = {
  type: (value) => (value === undefined ? 'CONVERSATION_TYPE_MISSED' : 'INCORRECT_TYPE'),
  name: 'CONVERSATION_NAME_MISSED',
  participants: (value) =>
    Array.isArray(value) && value.length > 0 ? 'TOO_MANY_USERS_IN_GROUP' : 'USER_SELECTED',
};
const Private = inputOf(
  z.strictObject({ type: z.enum(['u', 'g']), name: ShortText.optional(), ...rest }),
  errors,
);
/** A group needs a name: to say so is due before what comes after that field. */
const Group = inputOf(z.strictObject({ type: z.literal('g'), name: ShortText, ...rest }), errors);

const Body: Input<ReturnType<typeof Private.parse>> = {
  parse: (body) => (z.object({ type: z.literal('g') }).safeParse(body).success ? Group : Private).parse(body),
};

/**
 * Begins a conversation. The two of a private one have one together: who asks again gets that, and who had left it is in it
 * again.
 */
export const conversationCreate = userRequest('conversation_create', Body, async (call, input) => {
  const { setup, caller } = call;
  if (input.participants.length > caller.app.settings.chat.groupMembers) {
    throw designed('TOO_MANY_USERS_IN_GROUP');
  }
  const { view } = await inWords(
    { too_many_participants: 'TOO_MANY_USERS_IN_GROUP', user_not_found: 'OPPONENT_NOT_FOUND' },
    () => setup.chat.conversations.create(caller, newOf(input)),
  );
  const [conversation] = await shownConversations(call, [view]);
  return { conversation };
});

function newOf(input: ReturnType<typeof Private.parse>): NewConversation {
  const { type, name, description, image_object: image, participants, opponent_id: opponent } = input;
  return {
    kind: type === 'u' ? 'private' : 'group',
    participants: type === 'u' && opponent !== undefined ? [...participants, opponent] : participants,
    ...(name === undefined ? {} : { name }),
    ...(description ? { description } : {}),
    ...(image === undefined ? {} : { image: pictureOf(image) }),
  };
}
