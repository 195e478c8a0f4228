import type { Core } from '../../core/core.ts';
import type { ChangeTurns } from '../../runtime/change-turns.ts';
import type { Wire } from '../../wire/wire.ts';
import type { EventCodec } from './codec/event-codec.ts';
import type { Counters } from './counters.ts';
import type { Channels } from './session/channels.ts';
import type { Connections } from './session/connections.ts';
import type { Users } from './session/users.ts';

/** What all connections and calls of the protocol share. One per server. */
export interface ChannelstreamSetup {
  readonly core: Core;
  readonly wire: Wire;
  readonly connections: Connections;
  readonly users: Users;
  readonly channels: Channels;
  readonly codec: EventCodec;
  readonly counters: Counters;
  /** Changes of one message are made one after the other: each begins with what the one before left. */
  readonly changes: ChangeTurns;
  /** Something failed for no fault of a client. */
  onFailure(cause: unknown): void;
}
