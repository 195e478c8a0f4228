import type { ParleyError } from '../../errors/parley-error.ts';
import { asked, parleyError } from '../asked.ts';
import type { ChatApi, UserActivity } from '../chat-api.ts';

/** Whether users are there, and else since when they are not. At most 100 at a time. */
export class Activity {
  readonly #api: ChatApi['activity'];
  readonly #report: (fault: unknown) => void;

  /** @internal */
  constructor(api: ChatApi, report: (fault: unknown) => void) {
    this.#api = api.activity;
    this.#report = report;
  }

  /** How it stands; users who do not exist are absent. */
  async get(users: readonly string[]): Promise<UserActivity[]> {
    return (await asked(this.#api.get.query({ users: [...users] }))).activity;
  }

  /**
   * Calls `watcher` with how it stands, then with each change, also over reconnects. The result ends it.
   *
   * @param ended called with the reason when the server tells no more, but not of closing the client; by default the reason goes to `parley.on('error')`.
   */
  watch(
    users: readonly string[],
    watcher: (activity: UserActivity) => void,
    ended: (error: ParleyError) => void = this.#report,
  ): () => void {
    const watching = this.#api.watch.subscribe(
      { users: [...users] },
      {
        onData: watcher,
        onError(thrown) {
          const error = parleyError(thrown);
          if (error.code !== 'closed') ended(error);
        },
      },
    );
    return () => watching.unsubscribe();
  }
}
