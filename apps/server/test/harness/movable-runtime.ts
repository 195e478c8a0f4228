import type { Runtime } from '../../src/runtime/runtime.ts';
import { systemRuntime } from '../../src/runtime/runtime.ts';
import type { Timers } from '../../src/runtime/timers.ts';

/** Real time that a test can push forward: a whole server runs on it, and nothing has to be waited for. */
export interface MovableRuntime extends Runtime {
  /** Moves every clock on by `ms` and runs the timers that fall due, in order, each at most once. */
  advance(ms: number): void;
}

interface Task {
  dueAt: number;
  handle: Disposable;
  readonly action: () => void;
  readonly periodMs: number | null;
}

export function movableRuntime(): MovableRuntime {
  const real = systemRuntime();
  const tasks = new Set<Task>();
  let ahead = 0;
  const monotonic = (): number => real.clock.monotonic() + ahead;

  function schedule(delayMs: number, action: () => void, periodMs: number | null): Disposable {
    const run = (): void => fire(task);
    const task: Task = {
      dueAt: monotonic() + delayMs,
      handle: real.timers.after(delayMs, run),
      action,
      periodMs,
    };
    tasks.add(task);
    return {
      [Symbol.dispose]() {
        tasks.delete(task);
        task.handle[Symbol.dispose]();
      },
    };
  }

  function fire(task: Task): void {
    if (!tasks.has(task)) return;
    task.handle[Symbol.dispose]();
    if (task.periodMs === null) tasks.delete(task);
    else {
      task.dueAt = monotonic() + task.periodMs;
      task.handle = real.timers.after(task.periodMs, () => fire(task));
    }
    task.action();
  }

  const timers: Timers = {
    after: (delayMs, action) => schedule(delayMs, action, null),
    every: (periodMs, action) => schedule(periodMs, action, periodMs),
    soon: real.timers.soon,
  };
  return {
    ...real,
    clock: { now: () => real.clock.now() + ahead, monotonic },
    timers,
    advance(ms) {
      ahead += ms;
      const due = [...tasks].filter((task) => task.dueAt <= monotonic());
      for (const task of due.sort((a, b) => a.dueAt - b.dueAt)) fire(task);
    },
  };
}
