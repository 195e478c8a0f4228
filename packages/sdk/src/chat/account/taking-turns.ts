/** What one page does alone, if the platform can tell pages apart. */
interface Locks {
  request<Result>(name: string, action: () => Promise<Result>): Promise<Result>;
}

/**
 * Runs actions one after the other: those of this client, and, where the platform has locks, those of all tabs that use
 * the same name.
 */
export function takingTurns(name: string, locks: Locks | undefined = platformLocks()) {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(action: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(() => (locks ? locks.request(name, action) : action()));
    // Who waits for an action hears of its failure; the next one begins all the same.
    last = turn.catch(() => {});
    return turn;
  };
}

function platformLocks(): Locks | undefined {
  return typeof navigator === 'object' && 'locks' in navigator ? navigator.locks : undefined;
}
