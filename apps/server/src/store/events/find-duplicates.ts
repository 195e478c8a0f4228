import type { AppendEntry, StoredEvent } from '../../core/store/event-store.ts';
import type { KeyLookUp } from '../sql/key-look-up.ts';
import type { Sql, SqlDialect, SqlValue } from '../sql/sql-database.ts';
import type { LockedHead } from './batch-plan.ts';
import { channelKey } from './channel-key.ts';
import { EVENT_COLUMNS, type EventRow, NEWEST_EDIT_JOIN, toStoredEvent } from './event-row.ts';
import { toSenderColumn } from './sender-column.ts';

const BY_CLIENT_ID = {
  index: 'event_channel_id_client_id_sender_key',
  columns: [
    { name: 'channel_id', type: 'BIGINT' },
    { name: 'client_id', type: 'TEXT' },
    { name: 'sender', type: 'TEXT' },
  ],
} as const;

const BY_ID = { index: 'event_id_key', columns: [{ name: 'id', type: 'TEXT' }] } as const;

type KnownRow = EventRow & { readonly channel_id: number };

/**
 * The entries that the log holds already, by their index in the batch: those whose client id is there, and with `byId`
 * also those that are there under their own id, as when a write is repeated whose answer was lost.
 */
export async function findDuplicates(
  { sql, dialect }: { sql: Sql; dialect: SqlDialect },
  batch: readonly AppendEntry[],
  heads: ReadonlyMap<string, LockedHead>,
  byId: boolean,
): Promise<Map<number, StoredEvent>> {
  const clientIds: SqlValue[][] = [];
  const ids: SqlValue[][] = [];
  for (const entry of batch) {
    const head = heads.get(channelKey(entry));
    if (!head) continue;
    if (entry.clientId !== null) {
      clientIds.push([head.channelId, entry.clientId, toSenderColumn(entry)]);
    }
    if (byId) ids.push([entry.id]);
  }
  // Each by its own index, and the events before their channels, which the LEFT JOIN makes sure of: MySQL else takes the
  // channels first and reads them whole.
  const rows = [
    ...(await find({ ...BY_CLIENT_ID, keys: clientIds })),
    ...(await find({ ...BY_ID, keys: ids })),
  ];
  return indexByEntry(batch, heads, rows);

  async function find(by: Pick<KeyLookUp, 'index' | 'columns' | 'keys'>): Promise<KnownRow[]> {
    if (by.keys.length === 0) return [];
    const { from, where, values } = dialect.byKeys({ table: 'event', alias: 'e', ...by });
    return sql.rows<KnownRow>(
      `SELECT e.channel_id, ${EVENT_COLUMNS}
       FROM ${from} LEFT JOIN channel c ON c.id = e.channel_id ${NEWEST_EDIT_JOIN} WHERE ${where}`,
      values,
    );
  }
}

function indexByEntry(
  batch: readonly AppendEntry[],
  heads: ReadonlyMap<string, LockedHead>,
  rows: readonly KnownRow[],
): Map<number, StoredEvent> {
  const byClientId = new Map(rows.map((row) => [key(row.channel_id, row.sender, row.client_id), row]));
  const byEventId = new Map(rows.map((row) => [row.id, row]));
  const found = new Map<number, StoredEvent>();
  for (const [index, entry] of batch.entries()) {
    const channelId = heads.get(channelKey(entry))?.channelId;
    if (channelId === undefined) continue;
    const same = byEventId.get(entry.id);
    const row =
      (entry.clientId === null
        ? undefined
        : byClientId.get(key(channelId, toSenderColumn(entry), entry.clientId))) ??
      (same?.channel_id === channelId ? same : undefined);
    if (row) found.set(index, toStoredEvent(row));
  }
  return found;
}

function key(channelId: number, sender: string, clientId: string | null): string {
  return `${channelId}\0${sender}\0${clientId ?? ''}`;
}
