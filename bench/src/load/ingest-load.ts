import { z } from 'zod';
import { IngestClient } from './ingest-client.ts';
import { IngestTally } from './ingest-tally.ts';
import { WireChoice, wireOf } from './wires/wire-of.ts';

export const IngestOrder = z.object({
  port: z.int(),
  wire: WireChoice,
  clients: z.int(),
  /** The clients spread evenly over these. */
  channels: z.array(z.string()).min(1),
  bodyBytes: z.int(),
});
export type IngestOrder = z.infer<typeof IngestOrder>;

export const IngestResult = z.object({
  acknowledged: z.int(),
  refused: z.int(),
  lostClients: z.int(),
  elapsedMs: z.number(),
  /** Publish to acknowledgement, in ms; null when nothing was acknowledged. */
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  /** Share of the time (0..1) in which the load generator was busy. */
  generatorBusy: z.number(),
});
export type IngestResult = z.infer<typeof IngestResult>;

/** Clients that each publish, wait for the acknowledgement, and publish again, as fast as the server lets them. */
export class IngestLoad implements Disposable {
  readonly #tally = new IngestTally();
  readonly #clients: IngestClient[] = [];

  /** Connects the clients and sets them going. */
  async start(order: IngestOrder): Promise<void> {
    const { port, clients, channels, bodyBytes } = order;
    const wire = wireOf(order.wire);
    for (let index = 0; index < clients; index += 1) {
      const channel = channels[index % channels.length] ?? '';
      this.#clients.push(await IngestClient.open({ port, wire, channel, bodyBytes, tally: this.#tally }));
    }
    for (const client of this.#clients) client.publish();
  }

  /** Counts for some seconds. */
  measure(seconds: number): Promise<IngestResult> {
    return this.#tally.over(seconds);
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients) client.close();
    this.#clients.length = 0;
  }
}
