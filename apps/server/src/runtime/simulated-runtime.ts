import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import { objectIds } from './ids.ts';
import type { Runtime } from './runtime.ts';
import type { Timers } from './timers.ts';

/** A runtime whose time stands still until it is advanced and whose chance follows a seed. For tests. */
export interface SimulatedRuntime extends Runtime {
  /** Moves time on by `ms`, running every timer that falls due, in order. */
  advance(ms: number): void;
  /** Runs what `timers.soon` queued, including what that queues in turn. */
  settle(): void;
  /** How many timers are waiting: zero when everything was closed. */
  pendingTimers(): number;
}

interface Task {
  dueAt: number;
  order: number;
  action: () => void;
  periodMs: number | null;
}

export function simulatedRuntime(options: { seed?: number; startAt?: number } = {}): SimulatedRuntime {
  let now = options.startAt ?? Date.UTC(2026, 0, 1);
  let order = 0;
  const tasks = new Set<Task>();
  let soon: Array<() => void> = [];

  const clock: Clock = { now: () => now, monotonic: () => now };
  const chance = seededChance(options.seed ?? 1);

  const schedule = (delayMs: number, action: () => void, periodMs: number | null): Disposable => {
    const task: Task = { dueAt: now + Math.max(0, delayMs), order: order++, action, periodMs };
    tasks.add(task);
    return { [Symbol.dispose]: () => tasks.delete(task) };
  };

  const timers: Timers = {
    after: (delayMs, action) => schedule(delayMs, action, null),
    every: (periodMs, action) => schedule(periodMs, action, periodMs),
    soon: (action) => {
      soon.push(action);
    },
  };

  const settle = (): void => {
    while (soon.length > 0) {
      const batch = soon;
      soon = [];
      for (const action of batch) action();
    }
  };

  const nextDue = (until: number): Task | null => {
    let first: Task | null = null;
    for (const task of tasks) {
      if (task.dueAt > until) continue;
      if (!first || task.dueAt < first.dueAt || (task.dueAt === first.dueAt && task.order < first.order)) {
        first = task;
      }
    }
    return first;
  };

  return {
    clock,
    timers,
    chance,
    ids: objectIds(clock, chance),
    settle,
    pendingTimers: () => tasks.size,
    advance(ms) {
      const until = now + ms;
      settle();
      for (let task = nextDue(until); task; task = nextDue(until)) {
        now = task.dueAt;
        if (task.periodMs === null) tasks.delete(task);
        else {
          task.dueAt += task.periodMs;
          task.order = order++;
        }
        task.action();
        settle();
      }
      now = until;
    },
  };
}

/** A small seeded generator (mulberry32): the same seed gives the same run. */
function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const float = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    float,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => Math.floor(float() * 256))),
  };
}
