import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlValue } from '../../sql/sql-database.ts';
import { type BodyNow, doubtfulColumns, textFilter } from './text-filter.ts';

/** How a statement selects, of events `e`, the publishes that may match. */
export interface KeySelection {
  /** Those of a KeyRow. */
  readonly columns: string;
  readonly condition: string;
  /** For the condition. */
  readonly values: readonly SqlValue[];
}

/** Selects by everything but where the events are; `now` says how the statement comes to a body as it stands. */
export function keySelection({ name, text, firstCopiesOnly }: EventSearch, now: BodyNow): KeySelection {
  const columns = ['e.channel_id', 'e.log_offset', 'e.id', 'e.name', 'e.at'];
  const conditions = ['e.kind = 0', 'e.deleted_at IS NULL'];
  const values: SqlValue[] = [];
  if (name !== undefined) {
    conditions.push('e.name = ?');
    values.push(name);
  }
  if (firstCopiesOnly) conditions.push(`(e.extras IS NULL OR e.extras NOT LIKE '{"copyOf":%')`);
  if (text !== undefined) {
    const filter = textFilter(text, now);
    columns.push(doubtfulColumns(now));
    conditions.push(filter.condition);
    values.push(...filter.values);
  }
  return { columns: columns.join(', '), condition: conditions.join(' AND '), values };
}
