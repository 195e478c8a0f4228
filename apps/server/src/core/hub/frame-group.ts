import type { Timers } from '../../runtime/timers.ts';
import type { Position } from '../event/position.ts';
import type { Codec } from './codec.ts';
import { type Audience, type AudienceMember, audienceOf, type Delivery, isFor } from './delivery.ts';
import type { Outlet } from './outlet.ts';

/** A reader in a group, as the group sees it. */
export interface GroupMember<Frame> extends AudienceMember {
  readonly outlet: Outlet<Frame>;
  /** The last batch that it got, or that was sealed before it joined: it gets only later ones. Owned by the group. */
  since: number;
}

interface Queued<Frame> {
  /** Its index in its batch. */
  readonly place: number;
  readonly frame: Frame;
  readonly audience: Audience;
}

interface Batch<Frame> {
  readonly number: number;
  send(member: GroupMember<Frame>): void;
}

/** How many readers are written to before other work gets a turn. */
const SLICE = 1000;

/**
 * Readers of one channel whose frames are equal byte for byte. Events queue here and leave together at the end of the
 * tick: each is encoded once, a batch is joined once, and every reader gets one write of the same bytes. So the more
 * there is to send, the fewer writes each event costs, and nothing waits for a timer.
 *
 * A batch is sealed when somebody joins or when it is flushed. A reader gets exactly the batches sealed after it
 * joined, each once, whatever is being written in slices at that moment; a reader that left gets nothing more.
 */
export class FrameGroup<Frame> {
  readonly #codec: Codec<Frame>;
  readonly #variant: string;
  readonly #timers: Timers;
  readonly #members = new Set<GroupMember<Frame>>();
  #open: Array<Queued<Frame>> = [];
  #sealed: Array<Batch<Frame>> = [];
  #lastBatch = 0;
  /** The batch that is being written in slices. */
  #writing: Batch<Frame> | null = null;

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
    this.#open.push({ place: this.#open.length, frame, audience: audienceOf(delivery) });
  }

  /** Writes everything queued; more than a slice of readers continue in later turns of the event loop. */
  flush(): void {
    this.#seal();
    if (!this.#writing) this.#writeNext();
  }

  /** Writes what is queued to this reader, ahead of the others: it is about to be told something that comes after. */
  serve(member: GroupMember<Frame>): void {
    this.#seal();
    if (this.#writing) sendOnce(this.#writing, member);
    for (const batch of this.#sealed) sendOnce(batch, member);
  }

  #seal(): void {
    if (this.#open.length === 0) return;
    this.#lastBatch += 1;
    this.#sealed.push({ number: this.#lastBatch, send: this.#senderOf(this.#open) });
    this.#open = [];
  }

  #writeNext(): void {
    for (let batch = this.#sealed.shift(); batch; batch = this.#sealed.shift()) {
      if (!this.#writeSlice(batch, this.#members.values())) return;
    }
  }

  /** Returns whether the batch is done; if not, the rest of it goes on by itself. */
  #writeSlice(batch: Batch<Frame>, members: Iterator<GroupMember<Frame>>): boolean {
    for (let count = 0; count < SLICE; count += 1) {
      const next = members.next();
      if (next.done) {
        this.#writing = null;
        return true;
      }
      sendOnce(batch, next.value);
    }
    this.#writing = batch;
    this.#timers.soon(() => {
      if (this.#writeSlice(batch, members)) this.#writeNext();
    });
    return false;
  }

  /**
   * How to send a batch: the same bytes to all, unless some of it is not for everybody. Members for whom the same is left
   * out share their bytes as well.
   */
  #senderOf(entries: ReadonlyArray<Queued<Frame>>): (member: GroupMember<Frame>) => void {
    const whole = this.#join(entries.map((entry) => entry.frame));
    const excluded = new Set(entries.map(({ audience }) => audience.exclude));
    const isForSome = entries.some(({ audience }) => audience.users !== null);
    const tellsPresence = entries.some(({ audience }) => audience.isPresence);
    const parts = new Map<string, Frame>();
    return (member) => {
      const getsAll =
        !isForSome && !excluded.has(member.sessionId) && (member.seesPresence || !tellsPresence);
      if (getsAll) return member.outlet.sendNow(whole);
      const own = entries.filter(({ audience }) => isFor(member, audience));
      if (own.length === entries.length) return member.outlet.sendNow(whole);
      if (own.length === 0) return;
      const key = own.map(({ place }) => place).join();
      const part = parts.get(key) ?? this.#join(own.map((entry) => entry.frame));
      parts.set(key, part);
      member.outlet.sendNow(part);
    };
  }

  #join(frames: readonly Frame[]): Frame {
    const [first] = frames;
    return frames.length === 1 && first !== undefined ? first : this.#codec.join(frames);
  }
}

function sendOnce<Frame>(batch: Batch<Frame>, member: GroupMember<Frame>): void {
  if (member.since >= batch.number) return;
  member.since = batch.number;
  batch.send(member);
}
