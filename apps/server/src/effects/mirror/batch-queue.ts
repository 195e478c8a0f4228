import type { EffectChange, EffectRecord, EffectStore } from '../../core/store/effect-store.ts';
import type { IntegrationStore } from '../../core/store/integration-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { BatchSize } from './batch-size.ts';
import { batchText, type MirrorBatch, restoreBatch } from './mirror-batch.ts';

/** What there is to do. `wait`: rows are there, but their batch may fill for so many ms. */
export type NextBatch =
  | { readonly kind: 'batch'; readonly batch: MirrorBatch }
  | { readonly kind: 'wait'; readonly rows: number; readonly ms: number }
  | { readonly kind: 'nothing' };

export interface BatchQueueOptions {
  readonly appId: string;
  readonly batchRows: number;
  readonly everyMs: number;
  /** The batch that an earlier run left, as it was stored. */
  readonly lastBatch: string | null;
  readonly effects: EffectStore;
  readonly integrations: IntegrationStore;
  readonly runtime: Runtime;
}

/**
 * The rows of one app that are still to be written, cut into batches.
 *
 * Each row is written once, whatever breaks where. A batch is noted here, under an id and with the ids of its rows,
 * before it is sent; the customer's database notes that id in the transaction that writes the rows. While the outcome of
 * a batch is not known, there is no other: the same one is sent again, under the same id, also after a crash, and the
 * customer's database knows it or not. Only then its rows are removed.
 */
export class BatchQueue {
  readonly #options: BatchQueueOptions;
  readonly #size: BatchSize;
  /** The batch whose outcome is not known. */
  #open: MirrorBatch | null = null;
  #lastText: string | null;
  #isRestored = false;

  constructor(options: BatchQueueOptions) {
    this.#options = options;
    this.#size = new BatchSize(options.batchRows);
    this.#lastText = options.lastBatch;
  }

  /** The batch noted last, as it is stored. */
  get lastBatch(): string | null {
    return this.#lastText;
  }

  /** A row was queued. */
  queued(characters: number): void {
    this.#size.queued(characters);
  }

  /**
   * The batch to send now.
   *
   * @param onOldest told the id of the oldest row that waits (null: none does) when no batch is open.
   * @param isUrgent asked after the rows were read: whether a batch goes out before it is full.
   */
  async next(onOldest: (id: string | null) => void, isUrgent: () => boolean): Promise<NextBatch> {
    const { appId, effects, everyMs, runtime } = this.#options;
    await this.#restore();
    if (this.#open) return { kind: 'batch', batch: this.#open };
    const { limit } = this.#size;
    const rows = await effects.pending('mirror', appId, limit);
    const [oldest] = rows;
    onOldest(oldest?.id ?? null);
    const taken = this.#size.take(rows, rows.length < limit);
    if (!oldest) return { kind: 'nothing' };
    const leftMs = oldest.createdAt + everyMs - runtime.clock.now();
    // More than `everyMs` is left only where the clock was set back: then nobody knows how long the row has waited.
    const mayWait = rows.length < limit && leftMs > 0 && leftMs <= everyMs;
    if (mayWait && !isUrgent()) return { kind: 'wait', rows: rows.length, ms: leftMs };
    return { kind: 'batch', batch: await this.#begin(taken) };
  }

  /** The batch is in the customer's database. */
  async done(batch: MirrorBatch): Promise<void> {
    await this.#options.effects.remove(batch.effects.map(({ id }) => id));
    this.#open = null;
    this.#size.accepted();
  }

  /**
   * The customer's database refuses the batch for the content of a row: nothing of it was written. Smaller ones follow,
   * until the row stands alone; then it is put aside, with the reason, and the others go on.
   */
  async refused(batch: MirrorBatch, reason: string, durationMs: number): Promise<void> {
    const [effect] = batch.effects;
    if (batch.effects.length === 1 && effect) await this.#putAside(effect, reason, durationMs);
    else this.#size.refused(batch.effects.length);
    this.#open = null;
  }

  async #restore(): Promise<void> {
    if (this.#isRestored) return;
    if (this.#lastText !== null) this.#open = await restoreBatch(this.#options.effects, this.#lastText);
    this.#isRestored = true;
  }

  async #begin(effects: readonly EffectRecord[]): Promise<MirrorBatch> {
    const { appId, integrations, runtime } = this.#options;
    const batch = { id: runtime.ids.next(), effects };
    const text = batchText(batch);
    await integrations.setMirrorBatch(appId, text);
    this.#lastText = text;
    this.#open = batch;
    return batch;
  }

  async #putAside(effect: EffectRecord, reason: string, durationMs: number): Promise<void> {
    const { runtime, effects } = this.#options;
    const now = runtime.clock.now();
    const change: EffectChange = {
      id: effect.id,
      state: 'dead',
      dueAt: now,
      attempts: effect.attempts + 1,
      changedAt: now,
    };
    const answer = reason.slice(0, 1000);
    await effects.settle(
      [change],
      [{ id: runtime.ids.next(), effectId: effect.id, at: now, durationMs, status: null, answer }],
    );
  }
}
