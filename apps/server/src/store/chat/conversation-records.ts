import type {
  ConversationAlteration,
  ConversationHead,
  ConversationRecord,
  ConversationSearch,
  ConversationStore,
  KeptConversation,
  MemberRecord,
  NewMember,
} from '../../core/store/chat/conversation-store.ts';
import type { ConversationMember, Prisma } from '../generated/mysql/client.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import type { RecordsClient } from '../records/records-client.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import {
  toConversation,
  toConversationRow,
  toMember,
  toMemberRow,
  toRole,
  toTextColumns,
} from './conversation-row.ts';
import { conversationHeads, ownedGroups, searchConversations } from './find-conversations.ts';

/** The read position of a member that is none of its devices': where it came in. */
const NO_DEVICE = '';

/** Conversations and their members in a relational database. */
export class ConversationRecords implements ConversationStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;
  readonly #database: SqlDatabase;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls; database: SqlDatabase }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#database = options.database;
  }

  create(conversation: ConversationRecord, members: readonly MemberRecord[]): Promise<boolean> {
    const { appId, id, pairKey } = conversation;
    const data = toConversationRow(conversation);
    // Of two that are made at once for one pair, the second finds the first when it runs again.
    return this.#calls.again(async () => {
      if (pairKey !== null && (await this.#findPair(appId, pairKey)) !== null) return false;
      await this.#prisma.$transaction([
        this.#prisma.conversation.create({ data }),
        this.#prisma.conversationMember.createMany({ data: members.map(toMemberRow(appId, id)) }),
      ]);
      return true;
    });
  }

  load(appId: string, ids: readonly string[]): Promise<KeptConversation[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.#calls.run(async () => {
      const rows = await this.#prisma.conversation.findMany({ where: { appId, id: { in: [...ids] } } });
      const members = await this.#prisma.conversationMember.findMany({
        where: { conversationId: { in: rows.map(({ id }) => id) } },
      });
      const byConversation = new Map<string, ConversationMember[]>(rows.map(({ id }) => [id, []]));
      for (const member of members) byConversation.get(member.conversationId)?.push(member);
      return rows.map((row) => ({
        conversation: toConversation(row),
        members: (byConversation.get(row.id) ?? []).map(toMember),
      }));
    });
  }

  findPair(appId: string, pairKey: string): Promise<string | null> {
    return this.#calls.run(() => this.#findPair(appId, pairKey));
  }

  async alter(appId: string, id: string, alteration: ConversationAlteration): Promise<void> {
    const { fields, add, roles, remove } = alteration;
    await this.#calls.again(() => {
      const { conversation, conversationMember } = this.#prisma;
      const { name, description, image, ...rest } = fields;
      const texts = toTextColumns({ name, description, image });
      return this.#prisma.$transaction([
        // First, so that a conversation that is gone refuses all of it.
        conversation.update({ where: { id, appId }, data: { ...rest, ...texts } }),
        ...roles.map(({ userId, role }) =>
          conversationMember.updateMany({
            where: { conversationId: id, userId: { in: [userId] } },
            data: { role: toRole(role) },
          }),
        ),
        ...(remove.length === 0
          ? []
          : [conversationMember.deleteMany({ where: { conversationId: id, userId: { in: [...remove] } } })]),
        ...this.#adding(appId, id, add),
      ]);
    });
  }

  async remove(appId: string, id: string): Promise<void> {
    await this.#calls.again(() => this.#prisma.conversation.deleteMany({ where: { id, appId } }));
  }

  heads(appId: string, ids: readonly string[]): Promise<Map<string, ConversationHead>> {
    return answering(() => conversationHeads(this.#database, appId, ids));
  }

  ownedGroups(
    appId: string,
    userId: string,
    page: { readonly after: string; readonly limit: number },
  ): Promise<string[]> {
    return answering(() => ownedGroups(this.#database, { appId, userId, ...page }));
  }

  search(search: ConversationSearch): Promise<string[]> {
    return answering(() => searchConversations(this.#database, search));
  }

  /** A member must never be without the place where it begins to read: both are written together. */
  #adding(appId: string, conversationId: string, add: readonly NewMember[]): Query[] {
    if (add.length === 0) return [];
    const { conversationMember, readPosition } = this.#prisma;
    const where = { conversationId, userId: { in: add.map(({ userId }) => userId) } };
    const starts = add.flatMap(({ userId, start, joinedAt }) =>
      start === null
        ? []
        : [
            {
              conversationId,
              userId,
              deviceId: NO_DEVICE,
              epoch: start.epoch,
              offset: start.offset,
              at: joinedAt,
            },
          ],
    );
    return [
      conversationMember.deleteMany({ where }),
      conversationMember.createMany({ data: add.map(toMemberRow(appId, conversationId)) }),
      readPosition.deleteMany({ where: { ...where, deviceId: NO_DEVICE } }),
      ...(starts.length === 0 ? [] : [readPosition.createMany({ data: starts })]),
    ];
  }

  async #findPair(appId: string, pairKey: string): Promise<string | null> {
    const [row] = await this.#prisma.conversation.findMany({ where: { appId, pairKey } });
    return row?.id ?? null;
  }
}

type Query = Prisma.PrismaPromise<unknown>;
