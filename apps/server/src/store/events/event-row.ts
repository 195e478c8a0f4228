import type { StoredEvent } from '../../core/store/event-store.ts';
import { fromBodyColumns } from './body-column.ts';
import { fromExtrasColumn } from './extras-column.ts';
import { fromReadershipColumn } from './readership-column.ts';
import { fromSenderColumn } from './sender-column.ts';

/** The kinds of logged events by their number in the database. */
export const KINDS = ['publish', 'edit', 'delete'] as const satisfies ReadonlyArray<StoredEvent['kind']>;

/** A row of {@link EVENT_COLUMNS}. */
export interface EventRow {
  readonly epoch: string;
  readonly log_offset: number;
  readonly id: string;
  readonly kind: number;
  readonly name: string;
  readonly format: number;
  readonly body: string | null;
  readonly at: number;
  readonly sender: string;
  readonly client_id: string | null;
  readonly target: string | null;
  readonly deleted_at: number | null;
  readonly readership: string | null;
  readonly extras: string | null;
  readonly newest_edit: number | null;
  readonly newest_format: number | null;
  readonly newest_body: string | null;
  readonly newest_at: number | null;
  readonly newest_sender: string | null;
  readonly newest_extras: string | null;
}

/** An event `e` of channel `c` with its newest edit `n`. */
export const EVENT_COLUMNS =
  'c.epoch, e.log_offset, e.id, e.kind, e.name, e.format, e.body, e.at, e.sender, e.client_id, e.target, ' +
  'e.deleted_at, e.readership, e.extras, n.log_offset AS newest_edit, n.format AS newest_format, ' +
  'n.body AS newest_body, n.at AS newest_at, n.sender AS newest_sender, n.extras AS newest_extras';

/** Brings the newest edit `n` to an event `e`; on an edit, `edit_offset` is the edit before it, which is not wanted. */
export const NEWEST_EDIT_JOIN =
  'LEFT JOIN event n ON e.kind = 0 AND n.channel_id = e.channel_id AND n.log_offset = e.edit_offset';

export function toStoredEvent(row: EventRow): StoredEvent {
  const kind = KINDS[row.kind];
  if (kind === undefined) throw new Error(`The database holds an event of the unknown kind ${row.kind}.`);
  const readership = fromReadershipColumn(row.readership);
  const extras = fromExtrasColumn(row.extras);
  return {
    id: row.id,
    kind,
    position: { epoch: row.epoch, offset: row.log_offset },
    name: row.name,
    body: fromBodyColumns(row),
    at: row.at,
    ...fromSenderColumn(row.sender),
    clientId: row.client_id,
    target: row.target,
    deletedAt: row.deleted_at,
    edit: newestEdit(row),
    ...(readership && { readership }),
    ...(extras && { extras }),
  };
}

function newestEdit(row: EventRow): StoredEvent['edit'] {
  const { newest_edit: offset, newest_format: format, newest_at: at, newest_sender: sender } = row;
  if (offset === null || format === null || at === null || sender === null) return null;
  const body = fromBodyColumns({ format, body: row.newest_body });
  if (body === null) return null;
  const extras = fromExtrasColumn(row.newest_extras);
  return { body, at, offset, userId: fromSenderColumn(sender).userId, ...(extras && { extras }) };
}
