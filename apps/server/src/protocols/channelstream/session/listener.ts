import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ChannelstreamFrame } from '../codec/channelstream-frame.ts';

/** Who takes the messages of a connection: see `listener-state.ts`. None of these calls throws. */
export interface Listener {
  readonly kind: 'socket' | 'poll';
  /** Bytes handed over that the operating system has not taken yet. */
  readonly bufferedBytes: number;
  /** Another listener came: nothing is handed to this one any more, and it need not say that it is gone. */
  replaced(): void;
  /** The connection is over. */
  close(reason: ParleyError): void;
  /** The same, without a word. */
  terminate(): void;
}

/** A listener through which messages pass. */
export interface PassingListener extends Listener {
  readonly kind: 'socket';
  send(frame: ChannelstreamFrame): void;
  sendNow(frame: ChannelstreamFrame): void;
  /** A message that waited, as JSON. */
  sendText(json: string): void;
  beat(): void;
}

/** A listener that comes and takes what waits. */
export interface GatheringListener extends Listener {
  readonly kind: 'poll';
  /** Something waits. */
  arrived(): void;
}
