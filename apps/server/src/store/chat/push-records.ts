import { createHash } from 'node:crypto';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { PushStore, PushSubscriptionRecord } from '../../core/store/chat/push-store.ts';
import type { PushSubscription } from '../generated/mysql/client.ts';
import { toMillis } from '../records/millis.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';
import type { PushClient } from './push-client.ts';

/** Push subscriptions, in a relational database. */
export class PushRecords implements PushStore {
  readonly #prisma: PushClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: PushClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  put(subscription: PushSubscriptionRecord): Promise<PushSubscriptionRecord> {
    const { endpoint, token } = subscription;
    const address = hashOf(endpoint ?? token ?? '');
    const data = { ...subscription, deviceId: toStoredText(subscription.deviceId), address };
    const { id: _id, createdAt: _createdAt, ...update } = data;
    const { appId, userId, deviceId } = data;
    return this.#calls.again(async () => {
      const where = { appId_userId_deviceId: { appId, userId, deviceId } };
      const row = await this.#prisma.pushSubscription.upsert({ where, create: data, update });
      await this.#prisma.pushSubscription.deleteMany({ where: { appId, address, id: { not: row.id } } });
      return toRecord(row);
    });
  }

  find(id: string): Promise<PushSubscriptionRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.pushSubscription.findUnique({ where: { id } });
      return row && toRecord(row);
    });
  }

  listOf(appId: string, userIds: readonly string[]): Promise<PushSubscriptionRecord[]> {
    if (userIds.length === 0) return Promise.resolve([]);
    return this.#calls.run(async () => {
      const rows = await this.#prisma.pushSubscription.findMany({
        where: { appId, userId: { in: [...userIds] } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return rows.map(toRecord);
    });
  }

  isUsedBy(appId: string): Promise<boolean> {
    return this.#calls.run(
      async () => (await this.#prisma.pushSubscription.findFirst({ where: { appId } })) !== null,
    );
  }

  deleteOf(appId: string, userId: string, deviceId: string): Promise<boolean> {
    const where = { appId, userId, deviceId: toStoredText(deviceId) };
    return this.#calls.run(async () => (await this.#prisma.pushSubscription.deleteMany({ where })).count > 0);
  }

  async delete(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#calls.run(() =>
      this.#prisma.pushSubscription.deleteMany({ where: { id: { in: [...ids] } } }),
    );
  }

  deleteIfUnchanged({ id, updatedAt }: Pick<PushSubscriptionRecord, 'id' | 'updatedAt'>): Promise<boolean> {
    const where = { id, updatedAt };
    return this.#calls.run(async () => (await this.#prisma.pushSubscription.deleteMany({ where })).count > 0);
  }
}

function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}

function toRecord({ address: _address, ...row }: PushSubscription): PushSubscriptionRecord {
  const { platform } = row;
  if (platform !== 'web' && platform !== 'ios' && platform !== 'android') {
    throw new ParleyError(
      'internal',
      `The database holds a subscription of the unknown platform ${platform}.`,
    );
  }
  return {
    ...row,
    platform,
    deviceId: fromStoredText(row.deviceId),
    createdAt: toMillis(row.createdAt),
    updatedAt: toMillis(row.updatedAt),
  };
}
