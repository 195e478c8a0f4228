import type { Core } from '../../core/core.ts';
import type { EventCodec } from './codec/event-codec.ts';
import type { KeptChannels } from './requests/kept-channels.ts';
import type { MessageSearches } from './requests/message-searches.ts';

/** What all connections and requests of the protocol share. */
export interface SailsSetup {
  readonly core: Core;
  readonly codec: EventCodec;
  readonly kept: KeptChannels;
  readonly searches: MessageSearches;
  /** Something failed for no fault of a client. */
  onFailure(cause: unknown): void;
}
