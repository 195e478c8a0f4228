import type { ParleyError } from '../../core/errors/parley-error.ts';
import type { Position } from '../../core/event/position.ts';
import type { ChannelFeed } from '../../core/hub/channel-feed.ts';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { FeedStart, Reader } from '../../core/hub/reader.ts';
import { gapJson, revokedJson, startedJson } from '../models/feed-item-json.ts';
import type { FeedCodec } from './feed-codec.ts';

export interface FeedReaderOptions {
  readonly codec: FeedCodec;
  readonly outlet: Outlet<Buffer>;
  /** The address of the subscription, see `addressJson`. */
  readonly variant: string;
  /** The subscription ended while the connection lives: by the client's or the server's will. */
  readonly onEnd: () => void;
}

/** A subscription to a channel feed: events go from the hub to the outlet and pass it by. */
export class FeedReader implements Reader<Buffer> {
  readonly codec: FeedCodec;
  readonly outlet: Outlet<Buffer>;
  readonly variant: string;
  readonly #onEnd: () => void;
  #subscription: Disposable | null = null;
  #isEnded = false;

  constructor({ codec, outlet, variant, onEnd }: FeedReaderOptions) {
    this.codec = codec;
    this.outlet = outlet;
    this.variant = variant;
    this.#onEnd = onEnd;
  }

  begin(feed: ChannelFeed): void {
    const subscription = feed.attach(this);
    if (this.#isEnded) subscription[Symbol.dispose]();
    else this.#subscription = subscription;
  }

  started(start: FeedStart): void {
    this.#tell(startedJson(start), start.position);
  }

  gap(position: Position): void {
    this.#tell(gapJson(position), position);
  }

  revoked(reason: ParleyError, position: Position): void {
    this.#tell(revokedJson(reason), position);
    this.stop();
  }

  stop(): void {
    if (this.#isEnded) return;
    this.drop();
    this.#onEnd();
  }

  drop(): void {
    this.#isEnded = true;
    this.#subscription?.[Symbol.dispose]();
    this.#subscription = null;
  }

  #tell(json: string, position: Position): void {
    if (this.#isEnded) return;
    this.outlet.send(this.codec.item(json, position, this.variant));
  }
}
