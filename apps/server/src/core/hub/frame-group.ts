import type { Timers } from '../../runtime/timers.ts';
import type { Position } from '../event/position.ts';
import type { Codec } from './codec.ts';
import type { Delivery } from './delivery.ts';
import type { Outlet } from './outlet.ts';

/** A reader in a group, as the group sees it. */
export interface GroupMember<Frame> {
  readonly outlet: Outlet<Frame>;
  readonly sessionId: string;
  readonly userId: string | null;
  /** The last batch that was sealed before it joined: it gets only later ones. Owned by the group. */
  since: number;
}

interface Queued<Frame> {
  readonly frame: Frame;
  readonly exclude: string | null;
  readonly only: ReadonlySet<string> | null;
}

interface Batch<Frame> {
  readonly number: number;
  readonly entries: ReadonlyArray<Queued<Frame>>;
}

/** How many readers are written to before other work gets a turn. */
const SLICE = 1000;

/**
 * Readers of one channel whose frames are equal byte for byte. Events queue here and leave together at the end of the
 * tick: each is encoded once, a batch is joined once, and every reader gets one write of the same bytes. So the more
 * there is to send, the fewer writes each event costs, and nothing waits for a timer.
 *
 * A batch is sealed when somebody joins or when it is flushed. A reader gets exactly the batches sealed after it
 * joined, whatever is being written in slices at that moment; a reader that left gets nothing more.
 */
export class FrameGroup<Frame> {
  readonly #codec: Codec<Frame>;
  readonly #variant: string;
  readonly #timers: Timers;
  readonly #members = new Set<GroupMember<Frame>>();
  #open: Array<Queued<Frame>> = [];
  #sealed: Array<Batch<Frame>> = [];
  #lastBatch = 0;
  #writing = false;

  constructor(codec: Codec<Frame>, variant: string, timers: Timers) {
    this.#codec = codec;
    this.#variant = variant;
    this.#timers = timers;
  }

  get size(): number {
    return this.#members.size;
  }

  join(member: GroupMember<Frame>): void {
    this.#seal();
    member.since = this.#lastBatch;
    this.#members.add(member);
  }

  leave(member: GroupMember<Frame>): void {
    this.#members.delete(member);
  }

  push(delivery: Delivery, position: Position): void {
    const frame = this.#codec.encode(delivery.event, position, this.#variant);
    this.#open.push({ frame, exclude: delivery.exclude, only: delivery.only });
  }

  /** Writes everything queued; more than a slice of readers continue in later turns of the event loop. */
  flush(): void {
    this.#seal();
    if (!this.#writing) this.#writeNext();
  }

  #seal(): void {
    if (this.#open.length === 0) return;
    this.#lastBatch += 1;
    this.#sealed.push({ number: this.#lastBatch, entries: this.#open });
    this.#open = [];
  }

  #writeNext(): void {
    for (let batch = this.#sealed.shift(); batch; batch = this.#sealed.shift()) {
      const send = this.#senderOf(batch);
      const members = this.#members.values();
      if (!this.#writeSlice(batch, send, members)) return;
    }
  }

  /** Returns whether the batch is done; if not, the rest of it goes on by itself. */
  #writeSlice(
    batch: Batch<Frame>,
    send: (member: GroupMember<Frame>) => void,
    members: Iterator<GroupMember<Frame>>,
  ): boolean {
    for (let count = 0; count < SLICE; count += 1) {
      const next = members.next();
      if (next.done) {
        this.#writing = false;
        return true;
      }
      if (next.value.since < batch.number) send(next.value);
    }
    this.#writing = true;
    this.#timers.soon(() => {
      if (this.#writeSlice(batch, send, members)) this.#writeNext();
    });
    return false;
  }

  /** How to send a batch: the same bytes to all, unless some of it is not for everybody. */
  #senderOf({ entries }: Batch<Frame>): (member: GroupMember<Frame>) => void {
    const whole = this.#join(entries.map((entry) => entry.frame));
    const excluded = new Set(entries.map((entry) => entry.exclude));
    const isForSome = entries.some((entry) => entry.only !== null);
    return (member) => {
      if (!isForSome && !excluded.has(member.sessionId)) return member.outlet.sendNow(whole);
      const own = entries.filter((entry) => isFor(member, entry)).map((entry) => entry.frame);
      if (own.length > 0) member.outlet.sendNow(this.#join(own));
    };
  }

  #join(frames: readonly Frame[]): Frame {
    const [first] = frames;
    return frames.length === 1 && first !== undefined ? first : this.#codec.join(frames);
  }
}

/** Whether a delivery is meant for this reader. */
export function isFor(
  reader: { readonly sessionId: string; readonly userId: string | null },
  delivery: { readonly exclude: string | null; readonly only: ReadonlySet<string> | null },
): boolean {
  if (delivery.exclude !== null && delivery.exclude === reader.sessionId) return false;
  return delivery.only === null || (reader.userId !== null && delivery.only.has(reader.userId));
}
