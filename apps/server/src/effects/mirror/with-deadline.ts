import type { Timers } from '../../runtime/timers.ts';

/** What `work` comes to, unless that takes longer than `ms`: then it rejects with what `late` makes. `work` goes on. */
export function withDeadline<Result>(
  timers: Timers,
  ms: number,
  work: Promise<Result>,
  late: () => Error,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = timers.after(ms, () => reject(late()));
    work.then(resolve, reject).finally(() => timer[Symbol.dispose]());
  });
}
