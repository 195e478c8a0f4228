import type { Core } from '../../core/core.ts';
import type { ChatCaller } from '../caller.ts';
import { channelOf } from './conversation.ts';

/** Whether a member gets to know what is said in a conversation: not if it is banned there, or in the whole app. */
export function mayHear(
  { moderation }: Pick<Core, 'moderation'>,
  { app, userId, isBackend }: Pick<ChatCaller, 'app' | 'userId' | 'isBackend'>,
  conversationId: string,
): boolean {
  return isBackend === true || moderation.find('ban', app.id, userId, channelOf(conversationId)) === null;
}
