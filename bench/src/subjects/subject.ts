import { z } from 'zod';
import type { WireChoice } from '../load/wires/wire-of.ts';
import type { Child } from '../process/child.ts';

/** A server that is measured. */
export interface Subject {
  readonly name: string;
  /** Deliveries per second at which the search for what it sustains begins. */
  readonly startAt: number;
  start(): Promise<RunningSubject>;
}

export interface RunningSubject extends AsyncDisposable {
  readonly child: Child;
  readonly port: number;
  readonly wire: WireChoice;
}

/** What `process/probe.mjs` tells of a server's process. */
export const Usage = z.object({ cpuMicros: z.number(), rssBytes: z.number(), heapBytes: z.number() });

/** The core that servers run on; load comes from {@link GENERATOR_CORE}. */
export const SERVER_CORE = 0;
export const GENERATOR_CORE = 1;
