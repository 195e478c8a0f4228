import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { designed } from '../../errors/sama-refusal.ts';

/**
 * The conversation that a message is in, where a request names the message alone. Messages of conversations that the user is
 * not in, or not any more, are not there for it.
 */
export async function placeOf(
  { messages }: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  id: string,
): Promise<string> {
  const found = await messages.locate(caller, id);
  if (found === null) throw designed('MESSAGE_ID_NOT_FOUND');
  return found.conversationId;
}
