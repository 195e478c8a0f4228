import type {
  ActiveConversation,
  MessagePage,
  MessageStore,
  ReactionRecord,
  ReactionTally,
  StoredMessage,
} from '../../core/store/chat/message-store.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { type SqlDatabase, valueList } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import type { MessageClient } from './message-client.ts';
import { locateMessage, readActive, readMessagePage, readNewestMessages } from './message-events.ts';

/** Messages among the events, and the rows of what users put on them. */
export class MessageRecords implements MessageStore {
  readonly #prisma: MessageClient;
  readonly #calls: RecordCalls;
  readonly #database: SqlDatabase;

  constructor(options: { prisma: MessageClient; calls: RecordCalls; database: SqlDatabase }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#database = options.database;
  }

  page(page: MessagePage): Promise<StoredEvent[]> {
    return answering(() => readMessagePage(this.#database, page));
  }

  newest(appId: string, userId: string, conversationIds: readonly string[]): Promise<StoredMessage[]> {
    return answering(() => readNewestMessages(this.#database, appId, userId, conversationIds));
  }

  locate(appId: string, id: string): Promise<StoredMessage | null> {
    return answering(() => locateMessage(this.#database, appId, id));
  }

  active(appId: string, userId: string, since: number): Promise<ActiveConversation[]> {
    return answering(() => readActive(this.#database, appId, userId, since));
  }

  async hide(conversationId: string, userId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const data = ids.map((messageId) => ({ conversationId, userId, messageId }));
    await this.#calls.again(() => this.#prisma.hiddenMessage.createMany({ data, skipDuplicates: true }));
  }

  addReaction(reaction: ReactionRecord): Promise<boolean> {
    return this.#calls.again(async () => {
      const data = [{ ...reaction }];
      const { count } = await this.#prisma.reaction.createMany({ data, skipDuplicates: true });
      return count > 0;
    });
  }

  removeReaction({
    conversationId,
    messageId,
    userId,
    reaction,
  }: Omit<ReactionRecord, 'at'>): Promise<boolean> {
    return this.#calls.again(async () => {
      const where = { conversationId, messageId, userId, reaction };
      const { count } = await this.#prisma.reaction.deleteMany({ where });
      return count > 0;
    });
  }

  countReactions(messageId: string, userId: string): Promise<number> {
    return this.#calls.run(() => this.#prisma.reaction.count({ where: { messageId, userId } }));
  }

  tally(messageIds: readonly string[], userId: string): Promise<ReactionTally[]> {
    if (messageIds.length === 0) return Promise.resolve([]);
    return answering(async () => {
      const rows = await this.#database.rows<{
        message_id: string;
        reaction: string;
        total: number;
        is_own: number;
      }>(
        `SELECT message_id, reaction, COUNT(*) AS total, MAX(CASE WHEN user_id = ? THEN 1 ELSE 0 END) AS is_own
         FROM reaction WHERE message_id IN (${valueList(messageIds.length)})
         GROUP BY message_id, reaction ORDER BY message_id, MIN(at), reaction`,
        [userId, ...messageIds],
      );
      return rows.map(({ message_id: messageId, reaction, total, is_own: own }) => ({
        messageId,
        reaction,
        count: total,
        own: own === 1,
      }));
    });
  }

  reactions(messageId: string, limit: number): Promise<Array<Pick<ReactionRecord, 'userId' | 'reaction'>>> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.reaction.findMany({
        where: { messageId },
        orderBy: [{ at: 'asc' }, { userId: 'asc' }],
        take: limit,
      });
      return rows.map(({ userId, reaction }) => ({ userId, reaction }));
    });
  }

  async forget(conversationId: string, messageIds: readonly string[]): Promise<void> {
    if (messageIds.length === 0) return;
    const where = { conversationId, messageId: { in: [...messageIds] } };
    await this.#calls.again(() => this.#prisma.reaction.deleteMany({ where }));
    await this.#calls.again(() => this.#prisma.hiddenMessage.deleteMany({ where }));
  }
}
