import type { DefinitionRecord, DefinitionStore, LogUse } from '../../core/store/definition-store.ts';
import { isStorableText } from '../events/body-column.ts';
import { again } from '../sql/again.ts';
import { type SqlDatabase, type SqlValue, valueList } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

const MAX_LIMIT = 1000;
const SLICE = 5000;

/** What protocols defined of channels by name. Reading is SQL by hand: there may be a million of them. */
export class DefinitionRecords implements DefinitionStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;
  readonly #database: SqlDatabase;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls; database: SqlDatabase }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#database = options.database;
  }

  list(
    appId: string,
    { after, limit }: { after: Pick<DefinitionRecord, 'channel' | 'owner'> | null; limit: number },
  ): Promise<DefinitionRecord[]> {
    // By the name alone first: that is what both databases find by the primary key, from where the page before ended.
    const [onwards, values]: [string, SqlValue[]] =
      after === null
        ? ['', []]
        : ['AND name >= ? AND NOT (name = ? AND owner <= ?)', [after.channel, after.channel, after.owner]];
    return answering(async () => {
      const rows = await this.#database.rows<{
        name: string;
        owner: string;
        keeping: string;
        details: string;
        created_at: number;
      }>(
        `SELECT name, owner, keeping, details, created_at FROM channel_definition
         WHERE app_id = ? ${onwards} ORDER BY name, owner LIMIT ?`,
        [appId, ...values, Math.min(MAX_LIMIT, Math.max(1, Math.trunc(limit)))],
      );
      return rows.map(({ name: channel, created_at: createdAt, ...row }) => ({
        ...row,
        appId,
        channel,
        createdAt,
      }));
    });
  }

  async put({ appId, channel: name, owner, keeping, details, createdAt }: DefinitionRecord): Promise<void> {
    await this.#calls.again(() =>
      this.#prisma.channelDefinition.upsert({
        where: { appId_name_owner: { appId, name, owner } },
        create: { appId, name, owner, keeping, details, createdAt },
        update: { keeping, details },
      }),
    );
  }

  async delete(appId: string, channel: string, owner: string): Promise<void> {
    await this.#calls.run(() =>
      this.#prisma.channelDefinition.deleteMany({ where: { appId, name: channel, owner } }),
    );
  }

  /** Most of an app's, in slices, so that no transaction is long; at most one slice is left. */
  async removeMany(appId: string): Promise<void> {
    for (;;) {
      const [last] = await this.#database.rows<{ name: string }>(
        `SELECT name FROM channel_definition WHERE app_id = ? ORDER BY name LIMIT 1 OFFSET ${SLICE}`,
        [appId],
      );
      if (!last) return;
      await again(() =>
        this.#database.run('DELETE FROM channel_definition WHERE app_id = ? AND name <= ?', [
          appId,
          last.name,
        ]),
      );
    }
  }

  logUses(appId: string, channels: readonly string[]): Promise<LogUse[]> {
    const names = channels.filter(isStorableText);
    if (names.length === 0) return Promise.resolve([]);
    return answering(async () => {
      const rows = await this.#database.rows<{ name: string; last_event_at: number; events: number }>(
        `SELECT c.name, c.last_event_at,
           CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.channel_id = c.id) THEN 1 ELSE 0 END AS events
         FROM channel c WHERE c.app_id = ? AND c.name IN (${valueList(names.length)})`,
        [appId, ...names],
      );
      return rows.map(({ name: channel, last_event_at: lastEventAt, events }) => ({
        channel,
        lastEventAt,
        holdsEvents: events === 1,
      }));
    });
  }
}
