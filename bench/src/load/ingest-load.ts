import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { quantile } from '../statistics/quantile.ts';
import { timedBody } from './body.ts';
import type { Wire } from './conversation.ts';
import { RawSocket } from './raw-socket.ts';
import { WireChoice, wireOf } from './wires/wire-of.ts';

export const IngestOrder = z.object({
  port: z.int(),
  wire: WireChoice,
  clients: z.int(),
  /** The clients spread evenly over these. */
  channels: z.array(z.string()).min(1),
  bodyBytes: z.int(),
  warmUpSeconds: z.number(),
  seconds: z.number(),
});
export type IngestOrder = z.infer<typeof IngestOrder>;

export const IngestResult = z.object({
  acknowledged: z.int(),
  /** The same with those of the warm-up. */
  acknowledgedInAll: z.int(),
  refused: z.int(),
  lostClients: z.int(),
  elapsedMs: z.number(),
  /** Publish to acknowledgement, in ms; null when nothing was acknowledged. */
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  generatorBusy: z.number(),
});
export type IngestResult = z.infer<typeof IngestResult>;

/** Clients that each publish, wait for the acknowledgement, and publish again, as fast as the server lets them. */
export async function runIngest(order: IngestOrder): Promise<IngestResult> {
  const { port, clients, channels, bodyBytes, warmUpSeconds, seconds } = order;
  const wire = wireOf(order.wire);
  const tally = new Tally();
  const opened: IngestClient[] = [];
  try {
    for (let index = 0; index < clients; index += 1) {
      const channel = channels[index % channels.length] ?? '';
      opened.push(await IngestClient.open({ port, wire, channel, bodyBytes, tally }));
    }
    for (const client of opened) client.publish();
    await wait(warmUpSeconds * 1000);
    tally.reset();
    const startedAt = performance.now();
    const idleBefore = performance.eventLoopUtilization();
    await wait(seconds * 1000);
    const elapsedMs = performance.now() - startedAt;
    const { utilization } = performance.eventLoopUtilization(idleBefore);
    return { ...tally.result(), elapsedMs, generatorBusy: utilization };
  } finally {
    for (const client of opened) client.close();
  }
}

class Tally {
  #delaysMs: number[] = [];
  #beforeReset = 0;
  #refused = 0;
  #lost = 0;

  acknowledged(delayMs: number): void {
    this.#delaysMs.push(delayMs);
  }

  refused(): void {
    this.#refused += 1;
  }

  lost(): void {
    this.#lost += 1;
  }

  reset(): void {
    this.#beforeReset += this.#delaysMs.length;
    this.#delaysMs = [];
    this.#refused = 0;
  }

  result(): Omit<IngestResult, 'elapsedMs' | 'generatorBusy'> {
    const delays = this.#delaysMs;
    return {
      acknowledged: delays.length,
      acknowledgedInAll: this.#beforeReset + delays.length,
      refused: this.#refused,
      lostClients: this.#lost,
      p50: delays.length > 0 ? quantile(delays, 0.5) : null,
      p99: delays.length > 0 ? quantile(delays, 0.99) : null,
    };
  }
}

interface IngestClientOptions {
  readonly port: number;
  readonly wire: Wire;
  readonly channel: string;
  readonly bodyBytes: number;
  readonly tally: Tally;
}

const REFUSED_PAUSE_MS = 50;

class IngestClient {
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
