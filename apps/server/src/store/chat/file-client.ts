import type { ChatFile, Prisma } from '../generated/mysql/client.ts';

/** What the records of files ask of a Prisma client; see {@link RecordsClient}. */
export interface FileClient {
  readonly chatFile: {
    findUnique(args: { where: { id: string } }): Prisma.PrismaPromise<ChatFile | null>;
    findMany(args: {
      where: { storedAt: null; createdAt: { lt: number }; id: { gt: string } };
      orderBy: { id: 'asc' };
      take: number;
    }): Prisma.PrismaPromise<ChatFile[]>;
    updateMany(args: {
      where: { id: string };
      data: { storedAt: number };
    }): Prisma.PrismaPromise<{ count: number }>;
    deleteMany(args: { where: { id: string; storedAt: null } }): Prisma.PrismaPromise<{ count: number }>;
  };
}
