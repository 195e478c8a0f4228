import { chatRefusal } from '../../../chat/errors/chat-refusal.ts';
import type { ChatUser } from '../../../chat/users/user.ts';

/** The user that was found. Throws `user_not_found` if there is none. */
export function existing(user: ChatUser | null): ChatUser {
  if (!user) throw chatRefusal('user_not_found');
  return user;
}
