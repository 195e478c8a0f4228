import type { AttemptRecord, EffectRecord, EffectState, NewEffect } from '../../core/store/effect-store.ts';
import { fromStoredText } from '../sql/stored-text.ts';

/** The kinds and states of effects by their number in the database. */
export const EFFECT_KINDS = ['webhook', 'mirror', 'push'] as const satisfies ReadonlyArray<NewEffect['kind']>;
export const EFFECT_STATES = ['pending', 'done', 'dead'] as const satisfies readonly EffectState[];

export const PENDING = EFFECT_STATES.indexOf('pending');
export const DONE = EFFECT_STATES.indexOf('done');
export const DEAD = EFFECT_STATES.indexOf('dead');

/** A row of {@link EFFECT_COLUMNS}. */
export interface EffectRow {
  readonly id: string;
  readonly app_id: string;
  readonly kind: number;
  readonly target: string;
  readonly lane: string;
  readonly event: string;
  readonly payload: string;
  readonly created_at: number;
  readonly state: number;
  readonly due_at: number;
  readonly attempts: number;
  readonly changed_at: number;
}

/** An effect `e`. */
export const EFFECT_COLUMNS =
  'e.id, e.app_id, e.kind, e.target, e.lane, e.event, e.payload, e.created_at, e.state, e.due_at, e.attempts, e.changed_at';

export function toEffectRecord(row: EffectRow): EffectRecord {
  const kind = EFFECT_KINDS[row.kind];
  const state = EFFECT_STATES[row.state];
  if (kind === undefined || state === undefined) {
    throw new Error(`The database holds an effect of the unknown kind ${row.kind} or state ${row.state}.`);
  }
  return {
    id: row.id,
    appId: row.app_id,
    kind,
    target: row.target,
    lane: row.lane,
    event: row.event,
    payload: fromStoredText(row.payload),
    createdAt: row.created_at,
    state,
    dueAt: row.due_at,
    attempts: row.attempts,
    changedAt: row.changed_at,
  };
}

/** A row of `effect_attempt`. */
export interface AttemptRow {
  readonly effect_id: string;
  readonly id: string;
  readonly at: number;
  readonly duration_ms: number;
  readonly status: number | null;
  readonly answer: string;
}

export function toAttemptRecord(row: AttemptRow): AttemptRecord {
  return {
    id: row.id,
    effectId: row.effect_id,
    at: row.at,
    durationMs: row.duration_ms,
    status: row.status,
    answer: fromStoredText(row.answer),
  };
}
