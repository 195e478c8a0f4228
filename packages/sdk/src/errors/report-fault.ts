/**
 * Reports a fault in the application's own callback. It must not stop the feed that called it, and must not vanish: it
 * surfaces as an uncaught error, as if the callback had been an event listener of the platform.
 */
export function reportFault(fault: unknown): void {
  queueMicrotask(() => {
    throw fault;
  });
}

/** Runs an application's callback; what it throws goes to `report`, and the caller goes on. */
export function guarded(report: (fault: unknown) => void, action: () => void): void {
  try {
    action();
  } catch (fault) {
    report(fault);
  }
}
