import type { ChatStore } from '../../core/store/chat/chat-store.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import type { RecordsClient } from '../records/records-client.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { ActivityRecords } from './activity-records.ts';
import { BlockRecords } from './block-records.ts';
import { ContactRecords } from './contact-records.ts';
import { ConversationRecords } from './conversation-records.ts';
import { DeviceRecords } from './device-records.ts';
import { FileRecords } from './file-records.ts';
import { MessageReads } from './message-reads.ts';
import { MessageRecords } from './message-records.ts';
import { PushRecords } from './push-records.ts';
import { UserRecords } from './user-records.ts';

export interface ChatStoreParts {
  readonly prisma: RecordsClient;
  readonly calls: RecordCalls;
  readonly database: SqlDatabase;
}

/** Chat in a relational database. */
export function sqlChatStore(parts: ChatStoreParts): ChatStore {
  return {
    users: new UserRecords(parts),
    devices: new DeviceRecords(parts),
    conversations: new ConversationRecords(parts),
    messages: new MessageRecords(parts),
    reads: new MessageReads(parts),
    files: new FileRecords(parts),
    contacts: new ContactRecords(parts),
    blocks: new BlockRecords(parts),
    activity: new ActivityRecords(parts),
    pushes: new PushRecords(parts),
  };
}
