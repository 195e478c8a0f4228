import type { AppendEntry } from '../../core/store/event-store.ts';
import { type Sql, type SqlDialect, valueRows } from '../sql/sql-database.ts';
import type { LockedHead } from './batch-plan.ts';
import { type ChannelKey, channelKey } from './channel-key.ts';

/** Locks the heads of these channels in the order of their names, and returns those that there are, by key. */
export async function lockHeads(
  sql: Sql,
  dialect: SqlDialect,
  channels: readonly ChannelKey[],
): Promise<Map<string, LockedHead>> {
  const { from, where, values } = dialect.byKeysToLock({
    table: 'channel',
    alias: 'c',
    id: 'id',
    index: 'channel_app_id_name_key',
    columns: [
      { name: 'app_id', type: 'TEXT' },
      { name: 'name', type: 'TEXT' },
    ],
    keys: channels.map(({ appId, channel }) => [appId, channel]),
  });
  const rows = await sql.rows<{ id: number; app_id: string; name: string; epoch: string; head: number }>(
    `SELECT c.id, c.app_id, c.name, c.epoch, c.head FROM ${from}
     WHERE ${where} ORDER BY c.app_id, c.name FOR UPDATE`,
    values,
  );
  return new Map(
    rows.map(({ id, app_id: appId, name, epoch, head }) => [
      channelKey({ appId, channel: name }),
      { channelId: id, epoch, head },
    ]),
  );
}

/** Makes the channels of these entries, empty, unless somebody else has made them meanwhile. */
export async function createChannels(
  database: Sql & { readonly dialect: SqlDialect },
  entries: readonly AppendEntry[],
): Promise<void> {
  await database.run(
    `INSERT INTO channel (app_id, name, epoch, head, created_at, last_event_at)
     VALUES ${valueRows(entries.length, 6)} ${database.dialect.orLeaveAlone}`,
    entries.flatMap(({ appId, channel, newEpoch, at }) => [appId, channel, newEpoch, 0, at, at]),
  );
}
