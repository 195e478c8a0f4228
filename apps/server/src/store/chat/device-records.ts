import type { DeviceRecord, DeviceStore, NextToken } from '../../core/store/chat/device-store.ts';
import type { ChatDevice } from '../generated/mysql/client.ts';
import { toMillis } from '../records/millis.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';
import type { DeviceClient } from './device-client.ts';

/** Signed-in devices, in a relational database. */
export class DeviceRecords implements DeviceStore {
  readonly #prisma: DeviceClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: DeviceClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  async create(device: DeviceRecord): Promise<void> {
    const data = { ...device, deviceId: toStoredText(device.deviceId) };
    await this.#calls.run(() => this.#prisma.chatDevice.create({ data }));
  }

  find(id: string): Promise<DeviceRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.chatDevice.findUnique({ where: { id } });
      return row && toRecord(row);
    });
  }

  listOf(appId: string, userId: string): Promise<DeviceRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.chatDevice.findMany({
        where: { appId, userId },
        orderBy: [{ rotatedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toRecord);
    });
  }

  rotate(id: string, refreshHash: string, next: NextToken): Promise<boolean> {
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.chatDevice.updateMany({
        where: { id, refreshHash },
        data: { ...next, answeredAt: null },
      });
      return count === 1;
    });
  }

  async noteAnswered(id: string, rotatedAt: number, at: number): Promise<void> {
    await this.#calls.run(() =>
      this.#prisma.chatDevice.updateMany({ where: { id, rotatedAt }, data: { answeredAt: at } }),
    );
  }

  delete(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return Promise.resolve(0);
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.chatDevice.deleteMany({ where: { id: { in: [...ids] } } });
      return count;
    });
  }

  async removeExpired(now: number, limit: number): Promise<number> {
    const rows = await this.#calls.run(() =>
      this.#prisma.chatDevice.findMany({
        where: { expiresAt: { lte: now } },
        orderBy: [{ expiresAt: 'asc' }],
        take: limit,
      }),
    );
    return this.delete(rows.map(({ id }) => id));
  }
}

function toRecord(row: ChatDevice): DeviceRecord {
  return {
    ...row,
    deviceId: fromStoredText(row.deviceId),
    createdAt: toMillis(row.createdAt),
    rotatedAt: toMillis(row.rotatedAt),
    answeredAt: row.answeredAt === null ? null : toMillis(row.answeredAt),
    expiresAt: toMillis(row.expiresAt),
  };
}
