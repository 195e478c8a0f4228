/** How much a connection may send ahead of its answers. */
export interface QueueLimits {
  readonly packets: number;
  readonly bytes: number;
}

/**
 * What a connection sent, handled one after the other: answers come in the order of their requests, and a message is stored
 * before the next one is looked at.
 */
export class RequestQueue {
  readonly #limits: QueueLimits;
  readonly #handle: (data: Buffer) => Promise<void>;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #isBusy = false;
  #isClosed = false;

  /** @param handle must not reject. */
  constructor(limits: QueueLimits, handle: (data: Buffer) => Promise<void>) {
    this.#limits = limits;
    this.#handle = handle;
  }

  /** Takes one more; false if too much waits already. */
  push(data: Buffer): boolean {
    const { packets, bytes } = this.#limits;
    if (this.#waiting.length >= packets || this.#bytes + data.length > bytes) return false;
    this.#waiting.push(data);
    this.#bytes += data.length;
    if (!this.#isBusy) void this.#run();
    return true;
  }

  /** What waits is not handled any more. */
  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const due = this.#waiting;
      this.#waiting = [];
      for (const data of due) {
        if (this.#isClosed) return;
        this.#bytes -= data.length;
        await this.#handle(data);
      }
    }
    this.#isBusy = false;
  }
}
