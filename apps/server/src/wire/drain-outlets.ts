import { ParleyError } from '../core/errors/parley-error.ts';
import type { Chance } from '../runtime/chance.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { OutletSet } from './outlet-set.ts';

/** A connection that can be asked to go elsewhere. */
export interface Drainable {
  /** Tells the client that the end is near, so that it may open its next connection first. */
  warn(reason: ParleyError): void;
  close(reason: ParleyError): void;
  terminate(): void;
}

export interface DrainOptions {
  readonly runtime: Runtime;
  readonly outlets: OutletSet<Drainable>;
  /** When whoever is left is cut off. */
  readonly graceMs: number;
}

/** Part of the grace over which the closes are spread; the rest is for the peers to answer. */
const SPREAD = 0.6;
/** Part of the grace between telling a client and closing it. */
const NOTICE = 0.2;
const SLICE_MS = 100;
/** Clients of one slice come back within this time, each at a random point of it. */
const RETURN_WITHIN_MS = 1000;

/**
 * Closes all connections, in random order, in slices spread over the grace period: the servers that take over see their
 * clients come in a trickle rather than all at once. Each client is warned, a little later closed with `draining` and a hint
 * when to come back. Resolves when all are gone; at the deadline the rest is terminated.
 *
 * @returns how many connections had to be terminated.
 */
export async function drainOutlets({ runtime, outlets, graceMs }: DrainOptions): Promise<number> {
  const scheduled: Disposable[] = [];
  const at = (delayMs: number, action: () => void): void => {
    scheduled.push(runtime.timers.after(delayMs, action));
  };
  for (const [index, share] of sharesOf([...outlets], runtime.chance, graceMs).entries()) {
    at(index * SLICE_MS, () => {
      for (const { outlet, reason } of share) outlet.warn(reason);
    });
    at(index * SLICE_MS + graceMs * NOTICE, () => {
      for (const { outlet, reason } of share) outlet.close(reason);
    });
  }
  const deadline = new Promise<void>((resolve) => at(graceMs, resolve));
  await Promise.race([outlets.whenEmpty(), deadline]);
  for (const timer of scheduled) timer[Symbol.dispose]();
  const left = [...outlets];
  for (const outlet of left) outlet.terminate();
  return left.length;
}

interface Leaving {
  readonly outlet: Drainable;
  readonly reason: ParleyError;
}

/** Who leaves in which slice: as many slices as the spread allows, of equal size. */
function sharesOf(outlets: Drainable[], chance: Chance, graceMs: number): Leaving[][] {
  const leaving = shuffled(outlets, chance).map((outlet) => ({ outlet, reason: hint(chance) }));
  const slices = Math.max(1, Math.floor((graceMs * SPREAD) / SLICE_MS));
  const size = Math.max(1, Math.ceil(leaving.length / slices));
  return Array.from({ length: Math.ceil(leaving.length / size) }, (_, index) =>
    leaving.slice(index * size, (index + 1) * size),
  );
}

function hint(chance: Chance): ParleyError {
  return new ParleyError('draining', 'This server is going down; another takes over.', {
    retryAfterMs: chance.float() * RETURN_WITHIN_MS,
  });
}

function shuffled<T>(items: T[], chance: Chance): T[] {
  const keyed = items.map((item) => ({ item, key: chance.float() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
