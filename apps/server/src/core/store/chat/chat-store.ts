import type { ActivityStore } from './activity-store.ts';
import type { BlockStore } from './block-store.ts';
import type { ContactStore } from './contact-store.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { FileStore } from './file-store.ts';
import type { MessageStore } from './message-store.ts';
import type { PushStore } from './push-store.ts';
import type { ReadStore } from './read-store.ts';
import type { UserStore } from './user-store.ts';

/** What is kept of chat. Messages are not: they are events. */
export interface ChatStore {
  readonly users: UserStore;
  readonly devices: DeviceStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly reads: ReadStore;
  readonly files: FileStore;
  readonly contacts: ContactStore;
  readonly blocks: BlockStore;
  readonly activity: ActivityStore;
  readonly pushes: PushStore;
}
