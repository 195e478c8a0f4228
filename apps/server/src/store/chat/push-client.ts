import type { Prisma, PushSubscription } from '../generated/mysql/client.ts';
import type { ClientData } from './client-data.ts';

type Key = Pick<PushSubscription, 'appId' | 'userId' | 'deviceId'>;

/** What the records of push subscriptions ask of a Prisma client; see {@link RecordsClient}. */
export interface PushClient {
  readonly pushSubscription: {
    upsert(args: {
      where: { appId_userId_deviceId: Key };
      create: ClientData<PushSubscription>;
      update: Partial<ClientData<PushSubscription>>;
    }): Prisma.PrismaPromise<PushSubscription>;
    findUnique(args: { where: { id: string } }): Prisma.PrismaPromise<PushSubscription | null>;
    findFirst(args: { where: { appId: string } }): Prisma.PrismaPromise<PushSubscription | null>;
    findMany(args: {
      where: { appId: string; userId: { in: string[] } };
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }];
    }): Prisma.PrismaPromise<PushSubscription[]>;
    deleteMany(args: {
      where:
        | Key
        | { appId: string; address: string; id: { not: string } }
        | { id: { in: string[] } }
        | { id: string; updatedAt: number };
    }): Prisma.PrismaPromise<{ count: number }>;
  };
}
