import type { Conversation, ConversationMember, Prisma, ReadPosition } from '../generated/mysql/client.ts';

/** What the records of conversations ask of a Prisma client; see {@link RecordsClient}. */
export interface ConversationClient {
  readonly conversation: {
    findMany(args: {
      where: { appId: string; id: { in: string[] } } | { appId: string; pairKey: string };
    }): Query<Conversation[]>;
    create(args: { data: Data<Conversation> }): Query<Conversation>;
    update(args: {
      where: { id: string; appId: string };
      data: Partial<Data<Conversation>>;
    }): Query<Conversation>;
    deleteMany(args: { where: { id: string; appId: string } }): Query<{ count: number }>;
  };
  readonly conversationMember: {
    findMany(args: { where: { conversationId: { in: string[] } } }): Query<ConversationMember[]>;
    createMany(args: { data: Array<Data<ConversationMember>> }): Query<{ count: number }>;
    updateMany(args: {
      where: { conversationId: string; userId: { in: string[] } };
      data: Pick<ConversationMember, 'role'>;
    }): Query<{ count: number }>;
    deleteMany(args: {
      where: { conversationId: string; userId: { in: string[] } };
    }): Query<{ count: number }>;
  };
  readonly readPosition: {
    createMany(args: { data: Array<Data<ReadPosition>> }): Query<{ count: number }>;
    deleteMany(args: {
      where: { conversationId: string; userId: { in: string[] }; deviceId: string };
    }): Query<{ count: number }>;
  };
}

type Query<Result> = Prisma.PrismaPromise<Result>;

/** Times come from Prisma as bigint, and may be given to it as numbers. */
type Data<Row> = {
  [Name in keyof Row]: Row[Name] extends bigint ? number : Row[Name];
};
