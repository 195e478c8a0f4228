import type { Body } from '../../../core/event/body.ts';
import type { Member } from '../../../core/presence/member.ts';

/** What a user shows of itself. */
export type ShownState = Readonly<Record<string, unknown>>;

/** Somebody who is there, as frames and answers list it. */
export interface ShownUser {
  readonly user: string;
  readonly state: ShownState;
}

/** What a member shows, as the public state that clients know: an object, empty where it is none. */
export function shownState(body: Body | null): ShownState {
  const value = body?.value();
  return isObject(value) ? value : {};
}

/** Who is there with what: only users whom somebody proved. */
export function userStates(members: readonly Member[]): ShownUser[] {
  return members
    .filter(({ claimed }) => claimed === undefined)
    .map(({ userId, body }) => ({ user: userId, state: shownState(body) }));
}

/** The keys whose values are others now, or that are gone and are told as null. */
export function changedState(
  before: ShownState,
  now: ShownState,
): Array<{ readonly key: string; readonly value: unknown }> {
  const known = new Map(Object.entries(before));
  const told = new Map(Object.entries(now));
  return [...new Set([...told.keys(), ...known.keys()])]
    .filter((key) => JSON.stringify(known.get(key)) !== JSON.stringify(told.get(key)))
    .map((key) => ({ key, value: told.get(key) ?? null }));
}

function isObject(value: unknown): value is ShownState {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
