import type { Activity } from './activity/activity.ts';
import type { Blocks } from './blocks/blocks.ts';
import type { Contacts } from './contacts/contacts.ts';
import type { Conversations } from './conversations/conversations.ts';
import type { Devices } from './devices/devices.ts';
import type { Files } from './files/files.ts';
import type { LiveFeeds } from './live/live-feeds.ts';
import type { Messages } from './messages/messages.ts';
import type { Operations } from './operations/operations.ts';
import type { Pushes } from './push/pushes.ts';
import type { Users } from './users/users.ts';

/** Chat, put together: what the native API and the chat protocols call. */
export interface Chat extends AsyncDisposable {
  readonly users: Users;
  readonly devices: Devices;
  readonly contacts: Contacts;
  readonly blocks: Blocks;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly activity: Activity;
  readonly operations: Operations;
  readonly files: Files;
  readonly pushes: Pushes;
  readonly live: LiveFeeds;
}
