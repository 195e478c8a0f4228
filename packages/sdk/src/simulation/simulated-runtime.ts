import { setImmediate } from 'node:timers/promises';
import type { Runtime } from '../runtime/runtime.ts';

/** A runtime whose time stands still until it is moved, and whose chance follows a seed. For tests. */
export interface SimulatedRuntime extends Runtime {
  /** Moves time on, firing what falls due in order and letting promises settle after each. */
  run(ms: number): Promise<void>;
  /** How many timers are waiting. */
  readonly pendingTimers: number;
}

interface Task {
  readonly dueAt: number;
  readonly action: () => void;
}

export function simulatedRuntime(seed: number): SimulatedRuntime {
  let now = Date.UTC(2026, 0, 1);
  let ids = 0;
  const random = seededRandom(seed);
  const tasks = new Set<Task>();

  const nextDue = (until: number): Task | undefined => {
    let first: Task | undefined;
    for (const task of tasks) {
      if (task.dueAt <= until && (first === undefined || task.dueAt < first.dueAt)) first = task;
    }
    return first;
  };

  return {
    now: () => now,
    random,
    uuid: () => `message-${++ids}`,
    after(delayMs, action) {
      const task = { dueAt: now + Math.max(0, delayMs), action };
      tasks.add(task);
      return { [Symbol.dispose]: () => tasks.delete(task) };
    },
    async run(ms) {
      const until = now + ms;
      await setImmediate();
      for (let task = nextDue(until); task; task = nextDue(until)) {
        now = Math.max(now, task.dueAt);
        tasks.delete(task);
        task.action();
        await setImmediate();
      }
      now = until;
    },
    get pendingTimers() {
      return tasks.size;
    },
  };
}

/** A small seeded generator (mulberry32): the same seed gives the same run. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
