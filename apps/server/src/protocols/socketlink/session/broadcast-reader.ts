import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Reader } from '../../../core/hub/reader.ts';
import type { Frame } from '../codec/frame.ts';
import type { RoomCodec } from '../codec/room-codec.ts';
import { BROADCAST_RID, roomFrame } from '../codec/server-word.ts';
import type { PacedOutlet } from './paced-outlet.ts';

/** A client as a listener to what its app tells everybody. */
export class BroadcastReader implements Reader<Frame> {
  readonly codec: RoomCodec;
  readonly variant = '';
  readonly outlet: PacedOutlet;

  constructor(codec: RoomCodec, outlet: PacedOutlet) {
    this.codec = codec;
    this.outlet = outlet;
  }

  started(): void {}

  /** Broadcasts are not logged: there are none among what was lost. */
  gap(): void {}

  revoked(_reason: ParleyError): void {
    this.outlet.answer(roomFrame('NO_SUBSCRIPTION_FOUND', BROADCAST_RID));
  }
}
