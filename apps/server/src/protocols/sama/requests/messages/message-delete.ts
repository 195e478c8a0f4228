import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';
import { idsError, MessageIds } from './message-fields.ts';

export const MessageDeleteInput = inputOf(
  z.strictObject({ cid: Id, type: z.enum(['all', 'myself']), ids: MessageIds.min(1) }),
  {
    cid: 'CID_REQUIRED',
    type: (value) => (value === undefined ? 'MESSAGE_TYPE_MISSED' : 'INCORRECT_TYPE'),
    ids: idsError,
  },
);

/** Deletes messages for everybody, as far as they are the user's to delete, or for the user alone. */
export async function deleteMessages(
  { messages }: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  { cid, type, ids }: ReturnType<typeof MessageDeleteInput.parse>,
): Promise<void> {
  if (type === 'all') await messages.deleteForAll(caller, cid, ids);
  else await messages.hide(caller, cid, ids);
}

export const messageDelete = userRequest(
  'message_delete',
  MessageDeleteInput,
  async ({ setup, caller }, input) => {
    await deleteMessages(setup.chat, caller, input);
    return SUCCESS;
  },
);
