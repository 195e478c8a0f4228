import type { ChatContact, Prisma } from '../generated/mysql/client.ts';
import type { ClientData } from './client-data.ts';

type Owner = Pick<ChatContact, 'appId' | 'userId'>;
type Key = Owner & Pick<ChatContact, 'id'>;

/** What the records of contacts ask of a Prisma client; see {@link RecordsClient}. */
export interface ContactClient {
  readonly chatContact: {
    createMany(args: { data: Array<ClientData<ChatContact>> }): Prisma.PrismaPromise<{ count: number }>;
    count(args: { where: Owner }): Prisma.PrismaPromise<number>;
    findMany(args: {
      where: Owner & { id?: { in?: string[]; lt?: string }; updatedAt?: { gt: number } };
      orderBy: { id: 'desc' };
      take: number;
    }): Prisma.PrismaPromise<ChatContact[]>;
    updateMany(args: {
      where: Key;
      data: Partial<ClientData<ChatContact>>;
    }): Prisma.PrismaPromise<{ count: number }>;
    deleteMany(args: { where: Key }): Prisma.PrismaPromise<{ count: number }>;
  };
}
