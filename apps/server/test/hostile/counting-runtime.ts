import type { Runtime } from '../../src/runtime/runtime.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';

/** Time that can be pushed forward, and that knows how many timers are waiting. */
export interface CountingRuntime extends Runtime {
  advance(ms: number): void;
  pendingTimers(): number;
}

export function countingRuntime(): CountingRuntime {
  const runtime = movableRuntime();
  const { timers } = runtime;
  const pending = new Set<Disposable>();
  return {
    ...runtime,
    timers: {
      ...timers,
      after(delayMs, action) {
        const handle = timers.after(delayMs, () => {
          pending.delete(handle);
          action();
        });
        pending.add(handle);
        return {
          [Symbol.dispose]() {
            pending.delete(handle);
            handle[Symbol.dispose]();
          },
        };
      },
      every(periodMs, action) {
        const handle = timers.every(periodMs, action);
        pending.add(handle);
        return {
          [Symbol.dispose]() {
            pending.delete(handle);
            handle[Symbol.dispose]();
          },
        };
      },
    },
    pendingTimers: () => pending.size,
  };
}
