import { timedBody } from './body.ts';
import type { Wire } from './conversation.ts';
import type { IngestTally } from './ingest-tally.ts';
import { RawSocket } from './raw-socket.ts';

export interface IngestClientOptions {
  readonly port: number;
  readonly wire: Wire;
  readonly channel: string;
  readonly bodyBytes: number;
  readonly tally: IngestTally;
}

const REFUSED_PAUSE_MS = 50;

/** A client that publishes, waits for the acknowledgement, and publishes again. */
export class IngestClient {
  readonly #options: IngestClientOptions;
  #socket: RawSocket | null = null;
  #publishedAt = 0;
  #id = 0;

  private constructor(options: IngestClientOptions) {
    this.#options = options;
  }

  static async open(options: IngestClientOptions): Promise<IngestClient> {
    const client = new IngestClient(options);
    client.#socket = await RawSocket.open({
      port: options.port,
      conversation: options.wire.client(),
      onMessage: (chunk, start, end) => client.#answered(chunk, start, Math.min(end, chunk.length)),
      onLost: () => {
        client.#socket = null;
        options.tally.lost();
      },
    });
    return client;
  }

  publish(): void {
    const { wire, bodyBytes, channel } = this.#options;
    this.#id += 1;
    this.#publishedAt = performance.now();
    this.#socket?.send(wire.publish(this.#id, timedBody(bodyBytes), channel));
  }

  close(): void {
    this.#socket?.close();
    this.#socket = null;
  }

  #answered(chunk: Buffer, start: number, end: number): void {
    const { wire, tally } = this.#options;
    if (wire.isRefusal(chunk.toString('latin1', start, Math.min(start + 32, end)))) {
      tally.refused();
      setTimeout(() => this.publish(), REFUSED_PAUSE_MS);
    } else {
      tally.acknowledged(performance.now() - this.#publishedAt);
      this.publish();
    }
  }
}
