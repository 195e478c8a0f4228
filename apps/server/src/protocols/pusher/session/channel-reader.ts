import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import type { FeedStart, Reader } from '../../../core/hub/reader.ts';
import type { EventCodec, EventVariant } from '../codec/event-codec.ts';

export interface ChannelReaderOptions {
  readonly codec: EventCodec;
  readonly outlet: Outlet<Buffer>;
  readonly variant: EventVariant;
  readonly onStarted: (start: FeedStart) => void;
  readonly onRevoked: (reason: ParleyError) => void;
}

/** A channel as a client of this protocol follows it. Of gaps its clients cannot be told: the protocol has no word for them. */
export class ChannelReader implements Reader<Buffer> {
  readonly codec: EventCodec;
  readonly outlet: Outlet<Buffer>;
  readonly variant: EventVariant;
  readonly started: (start: FeedStart) => void;
  readonly revoked: (reason: ParleyError) => void;

  constructor({ codec, outlet, variant, onStarted, onRevoked }: ChannelReaderOptions) {
    this.codec = codec;
    this.outlet = outlet;
    this.variant = variant;
    this.started = onStarted;
    this.revoked = onRevoked;
  }

  gap(): void {}
}
