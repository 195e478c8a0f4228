import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';
import { idsError, MessageIds } from './message-fields.ts';

export const MessageReadInput = inputOf(z.strictObject({ cid: Id, ids: MessageIds.optional() }), {
  cid: 'CID_REQUIRED',
  ids: idsError,
});

/** The user has read so far: up to the newest of these messages, or everything. Authors are told what is new of that. */
export async function readMessages(
  { messages }: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  { cid, ids }: ReturnType<typeof MessageReadInput.parse>,
): Promise<void> {
  await messages.read(caller, cid, ids ?? null);
}

export const messageRead = userRequest('message_read', MessageReadInput, async ({ setup, caller }, input) => {
  await readMessages(setup.chat, caller, input);
  return SUCCESS;
});
