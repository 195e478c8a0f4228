import { WaitingFrames, type WaitingFramesOptions } from '../../../wire/waiting-frames.ts';
import type { ChannelstreamMessage } from '../codec/channelstream-message.ts';

/** How many wait for a client that does not listen; older ones are given up, as in the original. */
const MAX_MISSED = 100;

/**
 * What waits for a client. While nobody listens it is what the client missed: it comes with `catchup: true`, an edit shows
 * in the message that it changes as well, a deletion takes it out, and the oldest are given up for newer ones. While
 * a poll gathers, everything waits as it is until the poll takes it.
 */
export class WaitingMessages {
  readonly #frames: WaitingFrames<ChannelstreamMessage>;
  /** So many of the oldest were missed. */
  #missed = 0;
  #isClosed = false;

  constructor(options: WaitingFramesOptions) {
    this.#frames = new WaitingFrames(options);
  }

  get size(): number {
    return this.#frames.size;
  }

  get bytes(): number {
    return this.#frames.bytes;
  }

  /** Keeps a message for the poll that gathers. May close the outlet. */
  gather(message: ChannelstreamMessage): void {
    if (!this.#isClosed) this.#frames.push(message);
  }

  /** Keeps a message that nobody listens to. May close the outlet. */
  miss(message: ChannelstreamMessage): void {
    if (!message.waits) return;
    if (message.isChange) this.#change((waiting) => waiting.after(message));
    this.gather(message);
    this.#allAreMissed();
  }

  /** Whoever listened is gone, and did not take what waits. */
  becomeMissed(): void {
    this.#change((waiting) => (waiting.waits ? waiting : null));
    this.#allAreMissed();
  }

  /** The client left a channel: nothing of it reaches the client any more. */
  drop(channel: string): void {
    this.#change((waiting) => (waiting.isOf(channel) ? null : waiting));
  }

  /** Hands everything over, as the JSON of one message each. */
  take(): string[] {
    const missed = this.#missed;
    this.#missed = 0;
    return this.#frames.take().map((message, index) => (index < missed ? message.catchupJson : message.json));
  }

  /** Keeps nothing any more. */
  close(): void {
    this.#isClosed = true;
    this.#frames.take();
  }

  #allAreMissed(): void {
    if (this.#frames.size > MAX_MISSED) this.#frames.take(this.#frames.size - MAX_MISSED);
    this.#missed = this.#frames.size;
  }

  /** Puts another in a message's place, or nothing. Whatever is not concerned stays where it is. */
  #change(instead: (waiting: ChannelstreamMessage) => ChannelstreamMessage | null): void {
    const before = [...this.#frames];
    const after = before.map(instead);
    if (after.every((message, index) => message === before[index])) return;
    this.#missed = after.slice(0, this.#missed).filter((message) => message !== null).length;
    this.#frames.take();
    // Any of them may be one too many, and close the outlet.
    for (const message of after) if (message !== null) this.gather(message);
  }
}
