import type { ChatStore } from '../../core/store/chat/chat-store.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import type { RecordsClient } from '../records/records-client.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { ConversationRecords } from './conversation-records.ts';

export interface ChatStoreParts {
  readonly prisma: RecordsClient;
  readonly calls: RecordCalls;
  readonly database: SqlDatabase;
}

/** Chat in a relational database. */
export function sqlChatStore(parts: ChatStoreParts): ChatStore {
  return {
    conversations: new ConversationRecords(parts),
  };
}
