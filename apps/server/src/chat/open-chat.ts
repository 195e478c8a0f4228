import { Closing } from '../runtime/closing.ts';
import type { Chat } from './chat.ts';
import type { ChatParts } from './chat-parts.ts';
import { TokenDevices } from './devices/token-devices.ts';
import { notYet } from './not-yet.ts';
import { PasswordCheck } from './users/password-check.ts';
import { StoredUsers } from './users/stored-users.ts';

/** Puts chat together. Disposing ends what works in the background. */
export function openChat(options: Omit<ChatParts, 'chat'>): Promise<Chat> {
  const closing = new Closing();
  return closing.attempt(async () => {
    const parts: ChatParts = {
      ...options,
      get chat() {
        return chat;
      },
    };
    const passwords = new PasswordCheck(options.core.runtime);
    const chat: Chat = {
      users: new StoredUsers(parts, passwords),
      devices: new TokenDevices(parts, passwords),
      contacts: notYet('contacts'),
      blocks: notYet('blocks'),
      conversations: notYet('conversations'),
      messages: notYet('messages'),
      activity: notYet('activity'),
      operations: notYet('operations'),
      files: notYet('files'),
      pushes: notYet('pushes'),
      live: notYet('live'),
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
    return chat;
  });
}
