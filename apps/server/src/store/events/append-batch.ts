import type { Position } from '../../core/event/position.ts';
import type { AppendEntry, AppendOutcome, StoredEvent } from '../../core/store/event-store.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { BatchWriter } from './batch-writer.ts';
import { channelKey } from './channel-key.ts';
import { entryRefusal } from './entry-refusal.ts';
import { fromSenderColumn, toSenderColumn } from './sender-column.ts';

/**
 * Writes a batch so that one bad entry costs nobody else anything.
 *
 * What no database could store is refused first. Of entries that repeat one another within the batch only the first is
 * written; the others are answered by it. A batch that the database refuses for its content is cut in halves, and
 * those again, until the entry that it refuses is alone.
 */
export async function appendBatch(
  writer: BatchWriter,
  batch: readonly AppendEntry[],
): Promise<AppendOutcome[]> {
  const outcomes = new Array<AppendOutcome>(batch.length);
  const first = new Map<string, number>();
  const leaders: number[] = [];
  const followers: Array<{ index: number; leader: number }> = [];
  for (const [index, entry] of batch.entries()) {
    const refusal = entryRefusal(entry);
    if (refusal) {
      outcomes[index] = { status: 'failed', cause: refusal };
      continue;
    }
    const keys = repetitionKeys(entry);
    const leader = keys.map((key) => first.get(key)).find((found) => found !== undefined);
    if (leader !== undefined) {
      followers.push({ index, leader });
      continue;
    }
    for (const key of keys) first.set(key, index);
    leaders.push(index);
  }
  const entryAt = (index: number): AppendEntry => at(batch, index);
  const written = await writeSplitting(writer, leaders.map(entryAt));
  for (const [nth, index] of leaders.entries()) outcomes[index] = at(written, nth);

  const orphans: number[] = [];
  for (const { index, leader } of followers) {
    const answer = answerTo(entryAt(leader), at(outcomes, leader));
    if (answer) outcomes[index] = answer;
    else orphans.push(index);
  }
  if (orphans.length > 0) {
    const rest = await laterPart(() => appendBatch(writer, orphans.map(entryAt)), orphans.length, outcomes);
    for (const [nth, index] of orphans.entries()) outcomes[index] = at(rest, nth);
  }
  return outcomes;
}

/** What makes two entries the same one: the sender's own id in its channel, or the event's id. */
function repetitionKeys(entry: AppendEntry): string[] {
  const byId = `id\0${entry.id}`;
  if (entry.clientId === null) return [byId];
  return [byId, `client\0${channelKey(entry)}\0${toSenderColumn(entry)}\0${entry.clientId}`];
}

async function writeSplitting(writer: BatchWriter, batch: readonly AppendEntry[]): Promise<AppendOutcome[]> {
  if (batch.length === 0) return [];
  try {
    return await writer.write(batch);
  } catch (error) {
    if (!(error instanceof SqlError) || (error.fault !== 'content' && error.fault !== 'taken')) throw error;
    if (batch.length === 1) return [{ status: 'failed', cause: error }];
    const middle = Math.ceil(batch.length / 2);
    const head = await writeSplitting(writer, batch.slice(0, middle));
    const tail = batch.slice(middle);
    return [...head, ...(await laterPart(() => writeSplitting(writer, tail), tail.length, head))];
  }
}

/** Writes what comes after something was committed already: if it fails now, it fails alone. */
async function laterPart(
  write: () => Promise<AppendOutcome[]>,
  count: number,
  before: readonly AppendOutcome[],
): Promise<AppendOutcome[]> {
  try {
    return await write();
  } catch (error) {
    if (!before.some((outcome) => outcome?.status === 'stored')) throw error;
    const cause = error instanceof SqlError ? error.toParleyError() : error;
    return new Array<AppendOutcome>(count).fill({ status: 'failed', cause });
  }
}

/** How an entry that repeats `leader` is answered; null if the leader was not stored and it must stand for itself. */
function answerTo(leader: AppendEntry, outcome: AppendOutcome): AppendOutcome | null {
  switch (outcome.status) {
    case 'stored':
      return { status: 'duplicate', event: asStored(leader, outcome.position) };
    case 'duplicate':
      return outcome;
    case 'no_target':
    case 'failed':
      return null;
  }
}

function asStored(entry: AppendEntry, position: Position): StoredEvent {
  const { id, kind, name, body, at: time, clientId, target } = entry;
  const written = { id, kind, name, body, at: time, clientId, target: kind === 'publish' ? null : target };
  const { readership, extras } = entry;
  return {
    ...written,
    ...fromSenderColumn(toSenderColumn(entry)),
    position,
    deletedAt: null,
    edit: null,
    ...(readership && { readership }),
    ...(extras && { extras }),
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error('A batch writer gave fewer outcomes than entries.');
  return item;
}
