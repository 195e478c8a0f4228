import type { AuditRecord, AuditStore } from '../../core/store/audit-store.ts';
import { toMillis } from './millis.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

const MAX_LIMIT = 1000;

/** The audit log. */
export class AuditRecords implements AuditStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  async append(record: AuditRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.auditEntry.create({ data: { ...record } }));
  }

  list(query: { appId: string | null; beforeId?: string; limit: number }): Promise<AuditRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.auditEntry.findMany({
        where: {
          ...(query.appId === null ? {} : { appId: query.appId }),
          ...(query.beforeId === undefined ? {} : { id: { lt: query.beforeId } }),
        },
        orderBy: { id: 'desc' },
        take: Math.min(MAX_LIMIT, Math.max(1, Math.trunc(query.limit))),
      });
      return rows.map((row) => ({ ...row, at: toMillis(row.at) }));
    });
  }
}
