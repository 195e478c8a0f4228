import { type Chance, systemChance } from './chance.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Ids, objectIds } from './ids.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Time and chance, handed to everything that needs them, so that both can be simulated. */
export interface Runtime {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly ids: Ids;
}

/** The real thing: system clock, Node's timers, the operating system's randomness. */
export function systemRuntime(): Runtime {
  return {
    clock: systemClock,
    timers: systemTimers,
    chance: systemChance,
    ids: objectIds(systemClock, systemChance),
  };
}
