import { ParleyError } from '../../core/errors/parley-error.ts';
import type { ModerationStore, SanctionRecord } from '../../core/store/moderation-store.ts';
import type { Sanction } from '../generated/mysql/client.ts';
import { toMillis, toMillisOrNull } from './millis.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

/** In the column, what holds in the whole app: null would not take part in the unique key. */
const WHOLE_APP = '';

/** Bans and mutes. */
export class ModerationRecords implements ModerationStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  listSanctions(now: number): Promise<SanctionRecord[]> {
    return this.#calls.run(async () => {
      const rows = await this.#prisma.sanction.findMany({
        where: { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toSanctionRecord);
    });
  }

  async putSanctions(sanctions: readonly SanctionRecord[]): Promise<void> {
    if (sanctions.length === 0) return;
    await this.#calls.again(() =>
      this.#prisma.$transaction(
        sanctions.map((sanction) => {
          const data = { ...sanction, channel: sanction.channel ?? WHOLE_APP };
          const { appId, userId, channel, kind } = data;
          return this.#prisma.sanction.upsert({
            where: { appId_userId_channel_kind: { appId, userId, channel, kind } },
            create: data,
            update: data,
          });
        }),
      ),
    );
  }

  removeSanctions(
    match: ReadonlyArray<{ kind: 'ban' | 'mute'; appId: string; userId: string; channel: string | null }>,
  ): Promise<number> {
    if (match.length === 0) return Promise.resolve(0);
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.sanction.deleteMany({
        where: {
          OR: match.map(({ kind, appId, userId, channel }) => ({
            kind,
            appId,
            userId,
            channel: channel ?? WHOLE_APP,
          })),
        },
      });
      return count;
    });
  }

  removeExpired(now: number): Promise<number> {
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.sanction.deleteMany({ where: { expiresAt: { lte: now } } });
      return count;
    });
  }
}

function toSanctionRecord(row: Sanction): SanctionRecord {
  if (row.kind !== 'ban' && row.kind !== 'mute') {
    throw new ParleyError('internal', `The database holds a sanction of the unknown kind ${row.kind}.`);
  }
  return {
    ...row,
    kind: row.kind,
    channel: row.channel === WHOLE_APP ? null : row.channel,
    createdAt: toMillis(row.createdAt),
    expiresAt: toMillisOrNull(row.expiresAt),
  };
}
