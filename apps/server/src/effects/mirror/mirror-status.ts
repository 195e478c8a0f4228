import type { EffectStore } from '../../core/store/effect-store.ts';

/**
 * - `disabled`: nothing is sent or queued.
 * - `idle`: nothing waits.
 * - `gathering`: rows wait for their batch to fill.
 * - `sending`: a batch is on its way.
 * - `retrying`: the last attempt failed; there will be another.
 */
export type MirrorState = 'disabled' | 'idle' | 'gathering' | 'sending' | 'retrying';

/** Why rows wait. */
export interface MirrorOutage {
  /** The first failure since a batch was last written (ms). */
  readonly since: number;
  /** The last one. */
  readonly at: number;
  readonly failures: number;
  readonly message: string;
  /** When it is tried again (ms). */
  readonly retryAt: number;
}

/** What a worker knows of itself. */
export interface MirrorProgress {
  readonly state: MirrorState;
  readonly lastBatch: { readonly at: number; readonly rows: number } | null;
  readonly outage: MirrorOutage | null;
}

/** A row that the customer's database would not have. */
export interface RefusedRow {
  readonly id: string;
  readonly channel: string;
  /** When the message was stored (ms). */
  readonly at: number;
  readonly refusedAt: number;
  readonly reason: string;
}

export interface MirrorStatus extends MirrorProgress {
  /** Rows that are not in the customer's database yet. */
  readonly waiting: number;
  /** When the oldest of them was stored (ms). */
  readonly waitingSince: number | null;
  /** Rows that the database refused; they stay until they are sent again, discarded, or old. */
  readonly refused: number;
  readonly latestRefused: readonly RefusedRow[];
}

const LATEST = 10;

/** What the queue of an app's mirror looks like, with the latest refusals and their reasons. */
export async function mirrorStatus(
  store: EffectStore,
  appId: string,
  progress: MirrorProgress,
): Promise<MirrorStatus> {
  const counts = await store.count(appId, 'mirror');
  const [oldest] = await store.pending('mirror', appId, 1);
  const dead = await store.list({ appId, kind: 'mirror', state: 'dead', limit: LATEST });
  const latestRefused: RefusedRow[] = [];
  for (const { id, lane, createdAt, changedAt } of dead) {
    const attempt = (await store.attemptsOf(id)).at(-1);
    const reason = attempt?.answer ?? '';
    latestRefused.push({ id, channel: lane, at: createdAt, refusedAt: changedAt, reason });
  }
  return {
    ...progress,
    waiting: counts.pending,
    waitingSince: oldest?.createdAt ?? null,
    refused: counts.dead,
    latestRefused,
  };
}
