import { timedBody } from './body.ts';
import { FAN_OUT_CHANNEL, type Wire } from './conversation.ts';
import { RawSocket } from './raw-socket.ts';

const TICK_MS = 1;
/** Most messages in one tick: what a late tick missed is made up for over the next ones. */
const MOST_PER_TICK = 64;

/** Connections that publish in turns, so that no limit of a single one is what is measured. */
const CONNECTIONS = 8;

/** A backend that publishes on the fan-out channel at a steady rate, whatever the server does. */
export class Publisher implements Disposable {
  readonly #wire: Wire;
  readonly #sockets: RawSocket[] = [];
  #isLost = false;
  #sent = 0;
  /** Publishes that the server refused. */
  refused = 0;

  private constructor(wire: Wire) {
    this.#wire = wire;
  }

  static async open(port: number, wire: Wire): Promise<Publisher> {
    const publisher = new Publisher(wire);
    for (let index = 0; index < CONNECTIONS; index += 1) {
      const socket = await RawSocket.open({
        port,
        conversation: wire.publisher(),
        onMessage: (chunk, start, end) => publisher.#answered(chunk, start, Math.min(end, chunk.length)),
        onLost: () => {
          publisher.#isLost = true;
        },
      });
      publisher.#sockets.push(socket);
    }
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
        if (this.#isLost) {
          clearInterval(timer);
          reject(new Error('The server ended a connection of the publisher.'));
        } else if (sent === total || isLate) {
          clearInterval(timer);
          resolve({ sent, elapsedMs });
        } else if (count > 0) {
          this.#publish(count, bodyBytes);
          sent += count;
        }
      }, TICK_MS);
    });
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.close();
  }

  #publish(count: number, bodyBytes: number): void {
    for (let index = 0; index < count; index += 1) {
      this.#sent += 1;
      const text = this.#wire.publish(this.#sent, timedBody(bodyBytes), FAN_OUT_CHANNEL);
      this.#sockets[this.#sent % CONNECTIONS]?.send(text);
    }
  }

  #answered(chunk: Buffer, start: number, end: number): void {
    const beginning = chunk.toString('latin1', start, Math.min(start + 32, end));
    if (this.#wire.isRefusal(beginning)) this.refused += 1;
  }
}
