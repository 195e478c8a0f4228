import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { peerOf } from '../messages/conversation-entry.ts';
import { requireVoice } from '../messages/speaking.ts';
import { type Conversation, channelOf } from './conversation.ts';
import type { ConversationChange } from './conversations.ts';

/**
 * Throws `banned`, `muted`, `messaging_disabled` or `blocked` where such a thing forbids a member to change a conversation.
 * What is shown of one is said to its members: whoever may not speak to them may not do that either. Everybody may leave.
 */
export async function requireFree(
  { core, chat }: ChatParts,
  caller: ChatCaller,
  conversation: Conversation,
  change: ConversationChange,
): Promise<void> {
  const { app, userId } = caller;
  const { name, description, image } = change;
  const isShown = [name, description, image].some((field) => field !== undefined);
  if (!isShown) {
    if (!isLeaving(change, userId)) requireNotBanned({ core }, caller, conversation.id);
    return;
  }
  requireVoice(core, caller, channelOf(conversation.id));
  const other = peerOf(caller, conversation);
  if (other !== null && (await chat.blocks.between(app, userId, other))) throw chatRefusal('blocked');
}

/** Throws `banned`. */
export function requireNotBanned(
  { core }: Pick<ChatParts, 'core'>,
  { app, userId, isBackend }: ChatCaller,
  conversationId: string,
): void {
  if (!isBackend) core.moderation.requireNotBanned(app.id, userId, channelOf(conversationId));
}

function isLeaving(
  { add = [], remove = [], makeAdmin = [], makeMember = [] }: ConversationChange,
  userId: string,
): boolean {
  const others = [...add, ...makeAdmin, ...makeMember, ...remove.filter((id) => id !== userId)];
  return others.length === 0;
}
