import type { ChatCaller } from '../caller.ts';
import type { ChatNews } from '../live/live-feeds.ts';

export interface Operation {
  /** The id of the event. */
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly news: ChatNews;
}

/**
 * What happened to a user while it was away: its own channel, and the logs of its conversations since it is in them.
 * Nothing is kept twice for it. It reaches back two weeks, and what the user did itself is not in it.
 */
export interface Operations {
  /**
   * Oldest first with `after`, newest first with `before` (ms); more than `limit` where several happened at the time of the
   * last one.
   */
  list(
    caller: ChatCaller,
    query:
      | { readonly after: number; readonly limit: number }
      | { readonly before: number; readonly limit: number },
  ): Promise<Operation[]>;
}
