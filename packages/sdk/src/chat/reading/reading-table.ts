import type { ParleyError } from '../../errors/parley-error.ts';
import type { EventOf, StateOf, Table } from '../../machine/table.ts';

/**
 * How what is shown is kept equal to what the server has: events are taken as they come, and whenever they may not tell
 * everything, it is read anew.
 */
export type ReadingStates = {
  /** The feed has not begun: what was read now could miss what comes next. */
  waiting: object;
  /** Asked. `isFirst`: nothing was read before. `again`: something happened that the answer may not hold. */
  reading: { isFirst: boolean; again: boolean };
  /** What is shown is what the server has. */
  current: object;
  /** It cannot be read any more. */
  ended: { error: ParleyError };
};

export type ReadingEvents = {
  /** The feed stands, at first or again. */
  started: object;
  /** Something happened of which the events do not tell all. */
  doubted: object;
  /** The answer came. */
  answered: object;
  /** Refused for good, by the feed or the answer. */
  failed: { error: ParleyError };
};

export type ReadingState = StateOf<ReadingStates>;
export type ReadingEvent = EventOf<ReadingEvents>;
export type ReadingEffect = 'read' | 'ready' | 'end';
export type ReadingStep = readonly [ReadingState, ...ReadingEffect[]];

type Row<Name extends keyof ReadingStates> = Table<ReadingStates, ReadingEvents, null, ReadingStep>[Name];

const stay = (state: ReadingState): ReadingStep => [state];
const end = (_: ReadingState, { error }: { error: ParleyError }): ReadingStep => [
  { name: 'ended', error },
  'end',
];
const readAgain = (): ReadingStep => [{ name: 'reading', isFirst: false, again: false }, 'read'];
const askedAgain = (state: StateOf<ReadingStates, 'reading'>): ReadingStep => [{ ...state, again: true }];

const waiting: Row<'waiting'> = {
  started: () => [{ name: 'reading', isFirst: true, again: false }, 'read'],
  doubted: stay,
  answered: stay,
  failed: end,
};

const reading: Row<'reading'> = {
  started: askedAgain,
  doubted: askedAgain,
  answered: ({ again }) =>
    again
      ? [{ name: 'reading', isFirst: false, again: false }, 'ready', 'read']
      : [{ name: 'current' }, 'ready'],
  failed: end,
};

const current: Row<'current'> = { started: readAgain, doubted: readAgain, answered: stay, failed: end };

const ended: Row<'ended'> = { started: stay, doubted: stay, answered: stay, failed: stay };

/** What a reading does: every state, every event. */
export const readingTable: Table<ReadingStates, ReadingEvents, null, ReadingStep> = {
  waiting,
  reading,
  current,
  ended,
};
