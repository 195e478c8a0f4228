import type { ChatUser, Prisma } from '../generated/mysql/client.ts';
import type { ClientData } from './client-data.ts';

type Key = Pick<ChatUser, 'appId' | 'id'>;

/** What the records of users ask of a Prisma client; see {@link RecordsClient}. */
export interface UserClient {
  readonly chatUser: {
    create(args: { data: ClientData<ChatUser> }): Prisma.PrismaPromise<ChatUser>;
    upsert(args: {
      where: { appId_id: Key };
      create: ClientData<ChatUser>;
      update: Record<string, never>;
    }): Prisma.PrismaPromise<ChatUser>;
    findUnique(args: {
      where: { appId_id: Key } | { appId_loginKey: { appId: string; loginKey: string } };
    }): Prisma.PrismaPromise<ChatUser | null>;
    findMany(args: {
      where: {
        appId: string;
        id?: { in: string[] };
        OR?: [{ emailKey: { in: string[] } }, { phone: { in: string[] } }];
      };
      orderBy: { id: 'desc' };
    }): Prisma.PrismaPromise<ChatUser[]>;
    updateMany(args: {
      where: Key & { updatedAt: number };
      data: Partial<ClientData<ChatUser>>;
    }): Prisma.PrismaPromise<{ count: number }>;
    deleteMany(args: { where: Key }): Prisma.PrismaPromise<{ count: number }>;
  };
}
