import type { ConversationStore } from './conversation-store.ts';

/** What is kept of chat. Messages are not: they are events. */
export interface ChatStore {
  readonly conversations: ConversationStore;
}
