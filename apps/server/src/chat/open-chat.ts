import { Closing } from '../runtime/closing.ts';
import { LiveActivity } from './activity/live-activity.ts';
import { StoredBlocks } from './blocks/stored-blocks.ts';
import type { Chat } from './chat.ts';
import type { ChatParts } from './chat-parts.ts';
import { StoredContacts } from './contacts/stored-contacts.ts';
import { StoredConversations } from './conversations/stored-conversations.ts';
import { TokenDevices } from './devices/token-devices.ts';
import { openFiles } from './files/open-files.ts';
import { MemberFeeds } from './live/member-feeds.ts';
import { LoggedMessages } from './messages/logged-messages.ts';
import { LoggedOperations } from './operations/logged-operations.ts';
import { QueuedPushes } from './push/queued-pushes.ts';
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
    const files = await openFiles(parts, closing);
    const chat: Chat = {
      users: new StoredUsers(parts, passwords),
      devices: new TokenDevices(parts, passwords),
      contacts: new StoredContacts(parts),
      blocks: new StoredBlocks(parts),
      conversations: closing.use(new StoredConversations(parts)),
      messages: new LoggedMessages(parts),
      activity: closing.use(new LiveActivity(parts)),
      operations: new LoggedOperations(parts),
      files,
      pushes: new QueuedPushes(parts),
      live: closing.use(new MemberFeeds(parts)),
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
    return chat;
  });
}
