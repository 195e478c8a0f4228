import type { HiddenMessage, Prisma, Reaction } from '../generated/mysql/client.ts';
import type { ClientData } from './client-data.ts';

/** What the records of messages ask of a Prisma client; see {@link RecordsClient}. */
export interface MessageClient {
  readonly hiddenMessage: {
    createMany(args: { data: HiddenMessage[]; skipDuplicates: true }): Query<{ count: number }>;
    deleteMany(args: { where: OfMessages }): Query<{ count: number }>;
  };
  readonly reaction: {
    createMany(args: { data: Array<ClientData<Reaction>>; skipDuplicates: true }): Query<{ count: number }>;
    count(args: { where: Pick<Reaction, 'messageId' | 'userId'> }): Query<number>;
    findMany(args: {
      where: Pick<Reaction, 'messageId'>;
      orderBy: [{ at: 'asc' }, { userId: 'asc' }];
      take: number;
    }): Query<Reaction[]>;
    deleteMany(args: { where: Omit<Reaction, 'at'> | OfMessages }): Query<{ count: number }>;
  };
}

interface OfMessages {
  readonly conversationId: string;
  readonly messageId: { in: string[] };
}

type Query<Result> = Prisma.PrismaPromise<Result>;
