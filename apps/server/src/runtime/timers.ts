/** Does things later. Each call returns a handle that cancels it when disposed. */
export interface Timers {
  /** Runs `action` once, `delayMs` from now. Does not keep the process alive. */
  after(delayMs: number, action: () => void): Disposable;
  /** Runs `action` every `periodMs`, first after one period. Does not keep the process alive. */
  every(periodMs: number, action: () => void): Disposable;
  /** Runs `action` after the input and output that is ready now has been handled (`setImmediate`). */
  soon(action: () => void): void;
}

export const systemTimers: Timers = {
  after(delayMs, action) {
    const handle = setTimeout(action, delayMs);
    handle.unref();
    return { [Symbol.dispose]: () => clearTimeout(handle) };
  },
  every(periodMs, action) {
    const handle = setInterval(action, periodMs);
    handle.unref();
    return { [Symbol.dispose]: () => clearInterval(handle) };
  },
  soon(action) {
    setImmediate(action);
  },
};

/** Resolves after `delayMs` on the given timers. */
export function sleep(timers: Timers, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(delayMs, resolve);
  });
}
