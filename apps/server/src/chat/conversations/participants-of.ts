import type { KnownConversation } from './kept-conversation.ts';

/** Who takes part, as protocols name them: of a private conversation both of its two, also one who has left. */
export function participantsOf({ conversation, members }: KnownConversation): string[] {
  const { kind, ownerId, opponentId } = conversation;
  return kind === 'private' && opponentId !== null ? [ownerId, opponentId] : [...members.keys()];
}
