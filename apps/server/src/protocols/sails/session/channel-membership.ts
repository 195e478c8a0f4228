import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import type { Reader } from '../../../core/hub/reader.ts';
import type { EventCodec } from '../codec/event-codec.ts';
import type { PushFrame } from '../codec/push-frame.ts';
import type { SailsOutlet } from './sails-outlet.ts';

export interface ChannelMembershipOptions {
  readonly feed: ChannelFeed;
  readonly codec: EventCodec;
  readonly outlet: SailsOutlet;
  /** The server took it back, after it had opened. */
  readonly onRevoked: (reason: ParleyError) => void;
}

/** One channel that a socket follows. Of gaps its client cannot be told: the protocol has no word for them. */
export class ChannelMembership implements Reader<PushFrame>, Disposable {
  readonly channel: string;
  readonly codec: EventCodec;
  readonly outlet: SailsOutlet;
  readonly variant = '';
  /** Resolves when it is heard, or was left meanwhile; rejects with what kept it from being heard. */
  readonly opened: Promise<void>;
  readonly #onRevoked: (reason: ParleyError) => void;
  readonly #subscription: Disposable;
  #settle: { resolve(): void; reject(reason: ParleyError): void } | null = null;

  /** Throws what `Follower.follow` throws. */
  constructor({ feed, codec, outlet, onRevoked }: ChannelMembershipOptions) {
    this.channel = feed.channel;
    this.codec = codec;
    this.outlet = outlet;
    this.#onRevoked = onRevoked;
    this.opened = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Who waits for it hears of it; a failure nobody waits for any more is nobody's.
    this.opened.catch(() => undefined);
    this.#subscription = feed.attach(this);
  }

  started(): void {
    this.#settle?.resolve();
    this.#settle = null;
  }

  gap(): void {}

  revoked(reason: ParleyError): void {
    const settle = this.#settle;
    this.#settle = null;
    if (settle) settle.reject(reason);
    else this.#onRevoked(reason);
  }

  [Symbol.dispose](): void {
    this.#settle?.resolve();
    this.#settle = null;
    this.#subscription[Symbol.dispose]();
  }
}
