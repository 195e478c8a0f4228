import type { Feeds } from '../feed/feeds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Calls } from '../rpc/calls.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What a channel needs of the client it belongs to. */
export interface ChannelContext {
  readonly feeds: Feeds;
  readonly outbox: Outbox;
  readonly calls: Calls;
  readonly runtime: Runtime;
  /** Where errors go that no caller waits for. */
  readonly report: (fault: unknown) => void;
}
