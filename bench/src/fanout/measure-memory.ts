import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { type Subject, Usage } from '../subjects/subject.ts';

/** What each of many idle connections, subscribed to a channel, adds to the server's process, in bytes. */
export interface MemoryPerConnection {
  /** Growth of the resident set. */
  readonly rss: number;
  /** Growth of what lives on the heap and of buffers beside it; the resident set has the heap's gaps in it too. */
  readonly heap: number;
}

/**
 * Connects as many again as are there already and looks at the growth: the first ones only fill the room that the heap
 * had from starting. Counts neither the kernel's memory nor the load generator's.
 */
export async function measureMemory(
  { options, generator }: BenchContext,
  subject: Subject,
): Promise<MemoryPerConnection> {
  await using running = await subject.start();
  const { port, wire, child } = running;
  try {
    await generator.ask('connect', z.unknown(), { port, wire, readers: options.idle });
    const before = await child.ask('settle', Usage);
    await generator.ask('grow', z.unknown(), { readers: 2 * options.idle });
    const after = await child.ask('settle', Usage);
    return {
      rss: (after.rssBytes - before.rssBytes) / options.idle,
      heap: (after.heapBytes - before.heapBytes) / options.idle,
    };
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}
