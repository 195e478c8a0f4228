/** What {@link orAborted} gives when the signal came first. */
export const ABORTED = Symbol('aborted');

/**
 * Waits for `work` or for the signal, whichever is first, and leaves no listener behind. If the work fails after the signal
 * nobody waits for it: `onLateError` is told, unless it failed by the abort itself.
 */
export function orAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  onLateError: (thrown: unknown) => void,
): Promise<T | typeof ABORTED> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(ABORTED);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        resolve(value);
      },
      (thrown: unknown) => {
        signal.removeEventListener('abort', onAbort);
        if (!signal.aborted) reject(thrown);
        else if (!isAbortError(thrown)) onLateError(thrown);
      },
    );
  });
}

/** Whether something failed because it was told to stop. */
export function isAbortError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return (
    thrown.name === 'AbortError' || (thrown.cause instanceof Error && thrown.cause.name === 'AbortError')
  );
}
