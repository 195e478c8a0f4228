import type { ChatDevice, Prisma } from '../generated/mysql/client.ts';
import type { ClientData } from './client-data.ts';

/** What the records of devices ask of a Prisma client; see {@link RecordsClient}. */
export interface DeviceClient {
  readonly chatDevice: {
    create(args: { data: ClientData<ChatDevice> }): Prisma.PrismaPromise<ChatDevice>;
    findUnique(args: { where: { id: string } }): Prisma.PrismaPromise<ChatDevice | null>;
    findMany(args: {
      where: Pick<ChatDevice, 'appId' | 'userId'> | { expiresAt: { lte: number } };
      orderBy: [{ rotatedAt: 'asc' }, { id: 'asc' }] | [{ expiresAt: 'asc' }];
      take?: number;
    }): Prisma.PrismaPromise<ChatDevice[]>;
    updateMany(args: {
      where: Pick<ChatDevice, 'id' | 'refreshHash'> | { id: string; rotatedAt: number };
      data: Partial<ClientData<ChatDevice>>;
    }): Prisma.PrismaPromise<{ count: number }>;
    deleteMany(args: { where: { id: { in: string[] } } }): Prisma.PrismaPromise<{ count: number }>;
  };
}
