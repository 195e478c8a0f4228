import type { EffectRecord } from '../../core/store/effect-store.ts';
import type { PendingEffect } from './lane.ts';

/** What came of carrying effects out, once. */
export interface ErrandResult {
  /** `done`: it was taken. `again`: not now. `dead`: it never will be. */
  readonly verdict: 'done' | 'again' | 'dead';
  /** The HTTP status of the answer; null if none came. */
  readonly status: number | null;
  /** The beginning of the answer, or what went wrong; at most 1000 characters. */
  readonly text: string;
  readonly durationMs: number;
  /** `again`: the other side wants to be left alone for so long. */
  readonly retryAfterMs?: number;
}

/** What one worker does: where its effects come from, and how they are carried out. */
export interface Errand {
  /** False: nothing new is begun. */
  readonly isLive: boolean;
  /** How many lanes have a turn at a time. */
  readonly concurrency: number;
  /** How many of a lane that are due may be carried out in one. */
  readonly mostAtOnce: number;
  /** Of each lane the oldest pending effect, whether it is due or not. */
  heads(limit: number): Promise<readonly EffectRecord[]>;
  /** The oldest pending effects of a lane, in order. */
  next(lane: string, limit: number): Promise<readonly EffectRecord[]>;
  /** When an effect is to be carried out (ms). */
  dueAt(effect: PendingEffect): number;
  /** When it is tried for the last time (ms). */
  endOf(effect: PendingEffect): number;
  /**
   * Rejects only if the database is away: then nothing was tried. When the signal says that this process ends, whatever is
   * under way is broken off.
   */
  carryOut(effects: readonly PendingEffect[], signal: AbortSignal): Promise<ErrandResult>;
  /** An effect was carried out, or an attempt at it failed. */
  attempted?(effect: PendingEffect, isDone: boolean): void;
}
