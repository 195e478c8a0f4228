import { timedBody } from './body.ts';
import { FAN_OUT_CHANNEL, type Wire } from './conversation.ts';
import { RawSocket } from './raw-socket.ts';

const TICK_MS = 1;
/** Most messages in one tick: what a late tick missed is made up for over the next ones. */
const MOST_PER_TICK = 64;

/** One connection that publishes on the fan-out channel at a steady rate, whatever the server does. */
export class Publisher implements Disposable {
  readonly #wire: Wire;
  #socket: RawSocket | null = null;
  #sent = 0;
  /** Publishes that the server refused. */
  refused = 0;

  private constructor(wire: Wire) {
    this.#wire = wire;
  }

  static async open(port: number, wire: Wire): Promise<Publisher> {
    const publisher = new Publisher(wire);
    publisher.#socket = await RawSocket.open({
      port,
      conversation: wire.publisher(),
      onMessage: (chunk, start, end) => {
        if (wire.isRefusal(chunk.toString('latin1', start, Math.min(start + 32, end, chunk.length))))
          publisher.refused += 1;
      },
      onLost: () => {
        publisher.#socket = null;
      },
    });
    return publisher;
  }

  /** Publishes `perSecond` messages for `seconds`. Resolves with how many were sent, and in which time. */
  run(perSecond: number, seconds: number, bodyBytes: number): Promise<{ sent: number; elapsedMs: number }> {
    const total = Math.round(perSecond * seconds);
    const startedAt = performance.now();
    let sent = 0;
    return new Promise((resolve, reject) => {
      const timer = setInterval(() => {
        const elapsedMs = performance.now() - startedAt;
        const due = Math.min(total, Math.floor((elapsedMs / 1000) * perSecond) + 1);
        const count = Math.min(due - sent, MOST_PER_TICK);
        const isLate = elapsedMs > seconds * 1500;
        if (this.#socket === null) {
          clearInterval(timer);
          reject(new Error('The publisher lost its connection.'));
        } else if (sent === total || isLate) {
          clearInterval(timer);
          resolve({ sent, elapsedMs });
        } else if (count > 0) {
          this.#publish(this.#socket, count, bodyBytes);
          sent += count;
        }
      }, TICK_MS);
    });
  }

  [Symbol.dispose](): void {
    this.#socket?.close();
    this.#socket = null;
  }

  #publish(socket: RawSocket, count: number, bodyBytes: number): void {
    const texts: string[] = [];
    for (let index = 0; index < count; index += 1) {
      this.#sent += 1;
      texts.push(this.#wire.publish(this.#sent, timedBody(bodyBytes), FAN_OUT_CHANNEL));
    }
    socket.sendAll(texts);
  }
}
