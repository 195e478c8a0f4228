import type { EffectStore } from '../../core/store/effect-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';

const EVERY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** How long what became of a request can be looked up. */
const KEEP = { doneMs: 3 * DAY_MS, deadMs: 30 * DAY_MS };
const ROWS_AT_ONCE = 500;

export interface HousekeepingParts {
  readonly store: Pick<EffectStore, 'removeOld' | 'removeTarget'>;
  readonly registry: EndpointRegistry;
  readonly runtime: Runtime;
  onFailure(cause: unknown): void;
}

/** Removes what is old, and what is left of endpoints that are no more. In slices, so that no transaction is long. */
export class Housekeeping implements AsyncDisposable {
  readonly #parts: HousekeepingParts;
  readonly #timer: Disposable;
  #work: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
    this.#timer = parts.runtime.timers.every(EVERY_MS, () => this.#then(() => this.#sweep()));
  }

  /** Begins to remove the queue of an endpoint. */
  clear(endpoint: Endpoint): void {
    this.#then(async () => {
      await this.#removeQueue(endpoint);
    });
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    this.#timer[Symbol.dispose]();
    await this.#work;
  }

  /** One piece of work at a time. One that fails is done again by the next sweep. */
  #then(task: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isStopped ? undefined : task()))
      .catch((cause: unknown) => this.#parts.onFailure(cause));
  }

  async #sweep(): Promise<void> {
    const { registry, runtime, store } = this.#parts;
    for (const endpoint of registry.leftovers) {
      // A message that was being stored while the endpoint was removed may have brought a last request: only when a look
      // finds nothing any more, its record goes too.
      if ((await this.#removeQueue(endpoint)) === 0 && !this.#isStopped) await registry.erase(endpoint);
    }
    const now = runtime.clock.now();
    await this.#inSlices(() =>
      store.removeOld({ doneBefore: now - KEEP.doneMs, deadBefore: now - KEEP.deadMs, limit: ROWS_AT_ONCE }),
    );
  }

  #removeQueue({ appId, id }: Endpoint): Promise<number> {
    return this.#inSlices(() => this.#parts.store.removeTarget('webhook', appId, id, ROWS_AT_ONCE));
  }

  async #inSlices(remove: () => Promise<number>): Promise<number> {
    let removed = 0;
    while (!this.#isStopped) {
      const rows = await remove();
      removed += rows;
      if (rows < ROWS_AT_ONCE) break;
    }
    return removed;
  }
}
