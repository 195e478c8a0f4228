import { expect } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { Position } from '../../core/event/position.ts';
import type { AppendEntry, AppendOutcome, StoredEvent } from '../../core/store/event-store.ts';

let entries = 0;

/** A publish to the channel `room` of the app `acme`, unless said otherwise. */
export function publish(fields: Partial<AppendEntry> = {}): AppendEntry {
  entries += 1;
  return {
    appId: 'acme',
    channel: 'room',
    id: entries.toString(16).padStart(24, '0'),
    kind: 'publish',
    name: 'message',
    body: Body.ofValue({ n: entries }),
    at: 1_000_000 + entries,
    userId: 'ann',
    clientId: null,
    target: null,
    newEpoch: `epoch-${entries}`,
    effects: [],
    ...fields,
  };
}

export function edit(target: string, text: string, fields: Partial<AppendEntry> = {}): AppendEntry {
  return publish({ kind: 'edit', target, body: Body.ofValue(text), ...fields });
}

export function deletion(target: string, fields: Partial<AppendEntry> = {}): AppendEntry {
  return publish({ kind: 'delete', target, body: null, ...fields });
}

/** The offsets of outcomes that must all be `stored`. */
export function offsetsOf(outcomes: readonly AppendOutcome[]): number[] {
  return outcomes.map((outcome) => positionOf(outcome).offset);
}

export function positionOf(outcome: AppendOutcome | undefined): Position {
  if (outcome?.status !== 'stored') {
    expect.fail(`not stored but ${outcome?.status}: ${outcome?.status === 'failed' ? outcome.cause : ''}`);
  }
  return outcome.position;
}

export function statusesOf(outcomes: readonly AppendOutcome[]): string[] {
  return outcomes.map((outcome) => outcome.status);
}

/** The event that a duplicate was answered with. */
export function duplicateOf(outcome: AppendOutcome | undefined): StoredEvent {
  if (outcome?.status !== 'duplicate') expect.fail(`no duplicate but ${outcome?.status}`);
  return outcome.event;
}

export function countingFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
