import type { AttemptRecord, EffectChange, NewEffect } from '../../core/store/effect-store.ts';

let effects = 0;
let attempts = 0;

/** An effect for the endpoint `e1` of the app `acme`, in the lane `room`, unless said otherwise. Ids count up. */
export function effect(fields: Partial<NewEffect> = {}): NewEffect {
  effects += 1;
  return {
    id: effects.toString(16).padStart(24, '0'),
    appId: 'acme',
    kind: 'webhook',
    target: 'e1',
    lane: 'room',
    event: 'message',
    payload: `{"n":${effects}}`,
    createdAt: 1_000_000 + effects,
    ...fields,
  };
}

/** That an effect was carried out at its first attempt, unless said otherwise. */
export function change({ id }: { id: string }, fields: Partial<EffectChange> = {}): EffectChange {
  return { id, state: 'done', dueAt: 0, attempts: 1, changedAt: 2_000_000, ...fields };
}

export function attempt({ id }: { id: string }, fields: Partial<AttemptRecord> = {}): AttemptRecord {
  attempts += 1;
  return {
    id: attempts.toString(16).padStart(24, 'a'),
    effectId: id,
    at: 1_500_000,
    durationMs: 12,
    status: 200,
    answer: 'ok',
    ...fields,
  };
}

export function idsOf(rows: ReadonlyArray<{ readonly id: string }>): string[] {
  return rows.map(({ id }) => id);
}
