import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import type { FeedStart, Reader } from '../../../core/hub/reader.ts';
import type { Member } from '../../../core/presence/member.ts';
import type { Frame } from '../codec/frame.ts';
import { memberFrame, type RoomCodec } from '../codec/room-codec.ts';
import { roomBanFrame, roomFrame } from '../codec/server-word.ts';
import type { PacedOutlet } from './paced-outlet.ts';

export interface RoomReaderOptions {
  readonly codec: RoomCodec;
  readonly outlet: PacedOutlet;
  readonly rid: string;
  /** Tell the client first that it is in. */
  readonly announces: boolean;
  /** Who was there when the client entered, itself included: nobody is told of themselves. */
  readonly before: ReadonlyMap<string, Member>;
  /** The server ended it. */
  readonly onRevoked: () => void;
}

/** A client in a room: events go from the hub to its outlet and pass it by. */
export class RoomReader implements Reader<Frame> {
  readonly codec: RoomCodec;
  readonly variant = '';
  readonly outlet: PacedOutlet;
  readonly #rid: string;
  readonly #onRevoked: () => void;
  /** What it was made with, until it has started. */
  #start: Pick<RoomReaderOptions, 'announces' | 'before'> | null;
  #waiting: { resolve(): void; reject(reason: ParleyError): void } | null = null;
  #subscription: Disposable | null = null;

  constructor({ codec, outlet, rid, onRevoked, announces, before }: RoomReaderOptions) {
    this.codec = codec;
    this.outlet = outlet;
    this.#rid = rid;
    this.#onRevoked = onRevoked;
    this.#start = { announces, before };
  }

  /** Throws as `ChannelFeed.attach`. Resolves when it listens; rejects if it ends before. */
  begin(feed: ChannelFeed): Promise<void> {
    this.#subscription = feed.attach(this);
    const started = new Promise<void>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    // Whoever entered need not look: the client is told by a frame.
    started.catch(() => {});
    return started;
  }

  started({ members }: FeedStart): void {
    const start = this.#start;
    this.#start = null;
    if (start?.announces) this.outlet.answer(roomFrame('CONNECTED_TO_ROOM', this.#rid));
    if (start && members) this.#tellMeanwhile(start.before, members);
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  gap(): void {
    this.outlet.answer(roomFrame('MESSAGE_DROPPED', this.#rid));
  }

  revoked(reason: ParleyError): void {
    const frame =
      reason.code === 'banned' ? roomBanFrame(this.#rid) : roomFrame('NO_SUBSCRIPTION_FOUND', this.#rid);
    this.outlet.answer(frame);
    this.#onRevoked();
    this.end(reason);
  }

  /** Nothing of the room reaches the client any more. */
  end(reason = new ParleyError('not_found', 'The client left the room meanwhile.')): void {
    this.#subscription?.[Symbol.dispose]();
    this.#subscription = null;
    this.#waiting?.reject(reason);
    this.#waiting = null;
  }

  /**
   * Who came or left between entering and the start of the feed is part of the list that the feed begins with. Clients of
   * this protocol get no list, so they are told one by one.
   */
  #tellMeanwhile(before: ReadonlyMap<string, Member>, members: readonly Member[]): void {
    const now = new Map(members.map((member) => [member.userId, member]));
    for (const [userId, member] of before) {
      if (!now.has(userId)) this.#tell('SOMEONE_LEFT_THE_ROOM', member);
    }
    for (const [userId, member] of now) {
      if (!before.has(userId)) this.#tell('SOMEONE_JOINED_THE_ROOM', member);
    }
  }

  #tell(word: 'SOMEONE_JOINED_THE_ROOM' | 'SOMEONE_LEFT_THE_ROOM', { userId, body }: Member): void {
    this.outlet.send(memberFrame(word, { userId, body, channel: this.#rid }));
  }
}
