import { NativeLine } from '../harness/native-line.ts';

/** Publishes on their way at a time. */
const WINDOW = 16;

/** A backend that publishes on a channel without a pause: 0, 1, 2, … */
export class Flood implements Disposable {
  /** The number that the next publish gets: all from here on have not been sent yet. */
  next = 0;
  readonly #line: NativeLine;
  readonly #channel: string;
  #isStopping = false;
  #waiting: Array<{ until: number; resolve: () => void }> = [];
  #answered = 0;

  private constructor(line: NativeLine, channel: string) {
    this.#line = line;
    this.#channel = channel;
    for (let index = 0; index < WINDOW; index += 1) this.#publish();
  }

  static async start(wsUrl: string, adminKey: string, channel: string): Promise<Flood> {
    const line = await NativeLine.open(wsUrl, { adminKey });
    if (line) return new Flood(line, channel);
    throw new Error('The server does not listen.');
  }

  /** Resolves when so many more were published and answered, all sent from now on. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ until: this.next + count, resolve }));
  }

  /** Publishes nothing more; resolves with how many there were, when all are answered. */
  async stop(): Promise<number> {
    this.#isStopping = true;
    if (this.#answered < this.next) await this.more(0);
    return this.next;
  }

  [Symbol.dispose](): void {
    this.#line[Symbol.dispose]();
  }

  #publish(): void {
    const json = { channel: this.#channel, name: 'message', data: this.next };
    this.next += 1;
    this.#line.call('mutation', 'channels.publish', { json }, (answer) => {
      if (!answer.ok) throw new Error(answer.report.message);
      this.#answered += 1;
      this.#waiting = this.#waiting.filter(({ until, resolve }) => {
        if (this.#answered < until) return true;
        resolve();
        return false;
      });
      if (!this.#isStopping) this.#publish();
    });
  }
}
