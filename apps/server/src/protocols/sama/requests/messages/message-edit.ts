import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';
import { MessageText } from './message-fields.ts';
import { placeOf } from './place-of.ts';

export const MessageEditInput = inputOf(z.strictObject({ id: Id, body: MessageText.min(1) }), {
  id: 'MESSAGE_ID_MISSED',
  body: 'MESSAGE_BODY_AND_ATTACHMENTS_EMPTY',
});

/** Gives a message of the user's own another text. */
export async function editMessage(
  chat: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  { id, body }: ReturnType<typeof MessageEditInput.parse>,
): Promise<void> {
  await chat.messages.edit(caller, await placeOf(chat, caller, id), id, body);
}

export const messageEdit = userRequest('message_edit', MessageEditInput, async ({ setup, caller }, input) => {
  await editMessage(setup.chat, caller, input);
  return SUCCESS;
});
