import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { type Subject, Usage } from '../subjects/subject.ts';

/** So many connections first come and go, so that what the server loads once is not counted as theirs. */
const FIRST = 300;

/** What each of many idle connections, subscribed to a channel, adds to the server's process, in bytes. */
export interface MemoryPerConnection {
  /** Growth of the resident set; less than the truth where connections fill room that the heap had before. */
  readonly rss: number;
  /** Growth of what lives on the heap and of buffers beside it. */
  readonly heap: number;
}

/** Counts neither the kernel's memory nor the load generator's. */
export async function measureMemory(
  { options, generator }: BenchContext,
  subject: Subject,
): Promise<MemoryPerConnection> {
  await using running = await subject.start();
  const connect = (readers: number): Promise<unknown> =>
    generator.ask('connect', z.unknown(), { port: running.port, wire: running.wire, readers });
  try {
    await connect(FIRST);
    await generator.ask('disconnect', z.unknown());
    const before = await running.child.ask('settle', Usage);
    await connect(options.idle);
    const after = await running.child.ask('settle', Usage);
    return {
      rss: (after.rssBytes - before.rssBytes) / options.idle,
      heap: (after.heapBytes - before.heapBytes) / options.idle,
    };
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}
