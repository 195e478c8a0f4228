import { ageOf } from './body.ts';
import type { Wire } from './conversation.ts';
import { RawSocket } from './raw-socket.ts';

/** How many handshakes are under way at a time: as many as any server's backlog holds. */
const AT_ONCE = 100;

/** Readers of one channel: counts what they get, and measures the age of one message in `sampleEvery`. */
export class Crowd implements Disposable {
  readonly #sockets: RawSocket[] = [];
  readonly #onMessage = (chunk: Buffer, start: number, end: number, isWhole: boolean): void => {
    this.received += 1;
    this.#untilSample -= 1;
    if (this.#untilSample > 0 || !isWhole) return;
    const age = ageOf(chunk, start, end);
    if (age === null) return;
    this.#untilSample = this.sampleEvery;
    this.agesMs.push(age);
  };
  #untilSample = 1;
  sampleEvery = 1;
  received = 0;
  /** Readers whose connection the server ended. */
  lost = 0;
  agesMs: number[] = [];

  get size(): number {
    return this.#sockets.length;
  }

  /** Adds readers until there are `size`. Rejects when one cannot be opened. */
  async grow(port: number, wire: Wire, size: number): Promise<void> {
    let next = this.size;
    const openOne = async (): Promise<void> => {
      while (next < size) {
        const conversation = wire.reader(next);
        next += 1;
        this.#sockets.push(
          await RawSocket.open({
            port,
            conversation,
            onMessage: this.#onMessage,
            onLost: () => {
              this.lost += 1;
            },
          }),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openOne));
  }

  /** Forgets what was counted so far. */
  reset(sampleEvery: number): void {
    this.sampleEvery = sampleEvery;
    this.#untilSample = 1;
    this.received = 0;
    this.agesMs = [];
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.close();
    this.#sockets.length = 0;
    this.lost = 0;
  }
}
