import type { Core } from '../../core/core.ts';
import type { Heartbeat } from '../../wire/heartbeat.ts';
import type { EventCodec } from './codec/event-codec.ts';
import type { SubscriptionCounts } from './session/subscription-counts.ts';
import type { Watchlists } from './session/watchlists.ts';

/** What all connections of the protocol share. */
export interface PusherSetup {
  readonly core: Core;
  readonly codec: EventCodec;
  /** Pings silent clients in the protocol's own words, for all connections with one timer. */
  readonly heartbeat: Heartbeat;
  readonly counts: SubscriptionCounts;
  readonly watchlists: Watchlists;
  /** Something failed for no fault of a client. */
  onFailure(cause: unknown): void;
}
