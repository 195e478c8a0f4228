import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { quantile } from '../statistics/quantile.ts';
import type { Wire } from './conversation.ts';
import { Crowd } from './crowd.ts';
import { Publisher } from './publisher.ts';

export const LoadOrder = z.object({
  messagesPerSecond: z.number(),
  seconds: z.number(),
  bodyBytes: z.int(),
});

/** What came of offering some load. */
export const LoadResult = z.object({
  published: z.int(),
  refused: z.int(),
  /** Deliveries that had to come, and that came. */
  expected: z.int(),
  received: z.int(),
  lostReaders: z.int(),
  publishingMs: z.number(),
  /** How long after the last publish the last delivery came, or was given up. */
  drainMs: z.number(),
  /** Publish to receipt, in ms; null when nothing came. */
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  /** Share of the time (0..1) in which the load generator itself was busy. */
  generatorBusy: z.number(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** What is not delivered by then is not coming. */
const DRAIN_MS = 2000;
const LOOK_EVERY_MS = 2;
/** Enough for a 99th percentile, few enough to cost nothing. */
const SAMPLES = 100_000;

/** The readers and the publisher of one server. */
export class FanOutLoad implements Disposable {
  readonly #port: number;
  readonly #wire: Wire;
  readonly #crowd = new Crowd();
  #publisher: Publisher | null = null;

  constructor(port: number, wire: Wire) {
    this.#port = port;
    this.#wire = wire;
  }

  async grow(readers: number): Promise<void> {
    await this.#crowd.grow(this.#port, this.#wire, readers);
  }

  async run({ messagesPerSecond, seconds, bodyBytes }: z.infer<typeof LoadOrder>): Promise<LoadResult> {
    this.#publisher ??= await Publisher.open(this.#port, this.#wire);
    const crowd = this.#crowd;
    const publisher = this.#publisher;
    crowd.reset(Math.max(1, Math.floor((messagesPerSecond * seconds * crowd.size) / SAMPLES)));
    const refusedBefore = publisher.refused;
    const idleBefore = performance.eventLoopUtilization();
    const { sent, elapsedMs } = await publisher.run(messagesPerSecond, seconds, bodyBytes);
    const busy = performance.eventLoopUtilization(idleBefore);
    const drainMs = await this.#drain(sent * crowd.size);
    const ages = crowd.agesMs;
    return {
      published: sent,
      refused: publisher.refused - refusedBefore,
      expected: sent * crowd.size,
      received: crowd.received,
      lostReaders: crowd.lost,
      publishingMs: elapsedMs,
      drainMs,
      p50: ages.length > 0 ? quantile(ages, 0.5) : null,
      p99: ages.length > 0 ? quantile(ages, 0.99) : null,
      generatorBusy: busy.utilization,
    };
  }

  [Symbol.dispose](): void {
    this.#publisher?.[Symbol.dispose]();
    this.#publisher = null;
    this.#crowd[Symbol.dispose]();
  }

  async #drain(expected: number): Promise<number> {
    const startedAt = performance.now();
    while (this.#crowd.received < expected && performance.now() - startedAt < DRAIN_MS)
      await wait(LOOK_EVERY_MS);
    return performance.now() - startedAt;
  }
}
