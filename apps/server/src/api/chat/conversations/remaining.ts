import type { ConversationView } from '../../../chat/conversations/conversations.ts';
import { chatRefusal } from '../../../chat/errors/chat-refusal.ts';

/** A conversation that somebody is still in. Throws `conversation_not_found` for one that ended. */
export function remaining(view: ConversationView | null): ConversationView {
  if (!view) throw chatRefusal('conversation_not_found');
  return view;
}
