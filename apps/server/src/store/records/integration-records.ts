import type { EndpointRecord, IntegrationStore, MirrorRecord } from '../../core/store/integration-store.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';
import { toMillis } from './millis.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

/** Where effects go: webhook endpoints and mirrors. */
export class IntegrationRecords implements IntegrationStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  listEndpoints(): Promise<EndpointRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.webhookEndpoint.findMany({
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map((row) => ({
        ...row,
        settings: fromStoredText(row.settings),
        createdAt: toMillis(row.createdAt),
      }));
    });
  }

  async putEndpoint({ id, appId, settings, sealedSecret, createdAt }: EndpointRecord): Promise<void> {
    const data = { id, appId, settings: toStoredText(settings), sealedSecret, createdAt };
    // No upsert: that goes by the unique id alone, and would take the endpoint of another app.
    await this.#calls.again(async () => {
      const { count } = await this.#prisma.webhookEndpoint.updateMany({ where: { id, appId }, data });
      if (count === 0) await this.#prisma.webhookEndpoint.create({ data });
    });
  }

  async deleteEndpoint(appId: string, id: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.webhookEndpoint.delete({ where: { id, appId } }));
  }

  listMirrors(): Promise<MirrorRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.mirror.findMany({ orderBy: [{ createdAt: 'asc' }, { appId: 'asc' }] });
      return rows.map((row) => ({
        ...row,
        settings: fromStoredText(row.settings),
        createdAt: toMillis(row.createdAt),
        batch: row.batch === null ? null : fromStoredText(row.batch),
      }));
    });
  }

  async putMirror({ appId, settings, sealedPassword, createdAt, batch }: MirrorRecord): Promise<void> {
    const data = {
      appId,
      settings: toStoredText(settings),
      sealedPassword,
      createdAt,
      batch: batch === null ? null : toStoredText(batch),
    };
    await this.#calls.again(() =>
      this.#prisma.mirror.upsert({ where: { appId }, create: data, update: data }),
    );
  }

  async setMirrorBatch(appId: string, batch: string | null): Promise<void> {
    const data = { batch: batch === null ? null : toStoredText(batch) };
    await this.#calls.run(() => this.#prisma.mirror.update({ where: { appId }, data }));
  }

  async deleteMirror(appId: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.mirror.delete({ where: { appId } }));
  }
}
