import type { AppendEntry, AppendOutcome, StoredEvent } from '../../core/store/event-store.ts';
import { channelKey } from './channel-key.ts';

/** A channel's head, locked by the transaction that plans. */
export interface LockedHead {
  readonly channelId: number;
  readonly epoch: string;
  readonly head: number;
}

/** What an edit or a deletion names, as it lies in the database. */
export interface TargetRow {
  readonly channelId: number;
  readonly offset: number;
  readonly isPublish: boolean;
  readonly isDeleted: boolean;
  /** The offset of its newest edit. */
  readonly newestEdit: number | null;
}

export interface PlannedRow {
  readonly channelId: number;
  readonly offset: number;
  readonly entry: AppendEntry;
  /** Set by a deletion later in the same batch: the row is written without its body and extras. */
  erased: boolean;
  editOffset: number | null;
  deletedAt: number | null;
}

export interface BatchPlan {
  readonly outcomes: AppendOutcome[];
  readonly rows: PlannedRow[];
  /** New heads by channel id. */
  readonly heads: Map<number, { head: number; lastEventAt: number }>;
  /** Stored publishes that get a new newest edit: its offset, by event id. */
  readonly edited: Map<string, number>;
  /** Stored publishes that are erased, and so is the chain of their edits from `newestEdit` on: bodies and extras. */
  readonly deleted: Map<string, { at: number; channelId: number; newestEdit: number | null }>;
}

export interface PlanInput {
  readonly entries: readonly AppendEntry[];
  /** By channel key; a channel that is missing has never held an event. */
  readonly heads: ReadonlyMap<string, LockedHead>;
  /** Entries that the log holds already, by index. */
  readonly duplicates: ReadonlyMap<number, StoredEvent>;
  /** By event id. */
  readonly targets: ReadonlyMap<string, TargetRow>;
}

/** A publish that may be edited or deleted, wherever it lies: stored before, or earlier in this batch. */
interface LivePublish {
  readonly channelId: number;
  newestEdit: number | null;
  isDeleted: boolean;
  /** Where it is still a planned row. */
  readonly planned: PlannedRow | null;
  /** Edits planned in this batch. */
  readonly plannedEdits: PlannedRow[];
  /** The newest edit that the database holds. */
  readonly storedEdit: number | null;
}

/**
 * Decides what a batch does to the log, entry by entry, under the lock of its channels: offsets, edits, deletions,
 * including those of events earlier in the same batch. Pure, so that both databases do exactly the same.
 */
export function planBatch(input: PlanInput): BatchPlan {
  const plan: BatchPlan = { outcomes: [], rows: [], heads: new Map(), edited: new Map(), deleted: new Map() };
  const publishes = new Map<string, LivePublish>();
  for (const [id, target] of input.targets) {
    if (!target.isPublish) continue;
    publishes.set(id, {
      channelId: target.channelId,
      newestEdit: target.newestEdit,
      isDeleted: target.isDeleted,
      planned: null,
      plannedEdits: [],
      storedEdit: target.newestEdit,
    });
  }
  for (const [index, entry] of input.entries.entries()) {
    const duplicate = input.duplicates.get(index);
    plan.outcomes.push(duplicate ? { status: 'duplicate', event: duplicate } : planEntry(entry));
  }
  return plan;

  function planEntry(entry: AppendEntry): AppendOutcome {
    const channel = input.heads.get(channelKey(entry));
    if (!channel) return { status: 'no_target' };
    if (entry.kind === 'publish') {
      const row = place(entry, channel);
      publishes.set(entry.id, {
        channelId: channel.channelId,
        newestEdit: null,
        isDeleted: false,
        planned: row,
        plannedEdits: [],
        storedEdit: null,
      });
      return stored(row, channel);
    }
    const target = entry.target === null ? undefined : publishes.get(entry.target);
    if (!target || target.isDeleted || target.channelId !== channel.channelId) return { status: 'no_target' };
    const row = place(entry, channel);
    if (entry.kind === 'edit') edit(target, entry, row);
    else erase(target, entry);
    return stored(row, channel);
  }

  function place(entry: AppendEntry, { channelId, head }: LockedHead): PlannedRow {
    const before = plan.heads.get(channelId);
    const offset = (before?.head ?? head) + 1;
    plan.heads.set(channelId, { head: offset, lastEventAt: Math.max(before?.lastEventAt ?? 0, entry.at) });
    const row: PlannedRow = { channelId, offset, entry, erased: false, editOffset: null, deletedAt: null };
    plan.rows.push(row);
    return row;
  }

  function edit(target: LivePublish, entry: AppendEntry, row: PlannedRow): void {
    row.editOffset = target.newestEdit;
    target.newestEdit = row.offset;
    target.plannedEdits.push(row);
    if (target.planned) target.planned.editOffset = row.offset;
    else if (entry.target !== null) plan.edited.set(entry.target, row.offset);
  }

  function erase(target: LivePublish, entry: AppendEntry): void {
    target.isDeleted = true;
    for (const row of target.plannedEdits) row.erased = true;
    if (target.planned) {
      target.planned.erased = true;
      target.planned.deletedAt = entry.at;
    } else if (entry.target !== null) {
      const { channelId, storedEdit } = target;
      plan.deleted.set(entry.target, { at: entry.at, channelId, newestEdit: storedEdit });
    }
  }
}

function stored(row: PlannedRow, channel: LockedHead): AppendOutcome {
  return { status: 'stored', position: { epoch: channel.epoch, offset: row.offset } };
}
