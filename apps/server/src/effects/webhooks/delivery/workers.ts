import type { EffectStore } from '../../../core/store/effect-store.ts';
import type { Endpoint } from '../endpoint.ts';
import { EndpointWorker, type WorkerParts } from './endpoint-worker.ts';
import { MemoryBudget } from './memory-budget.ts';
import { Settler } from './settler.ts';

export type WorkersParts = Omit<WorkerParts, 'store' | 'settler' | 'budget'> & {
  readonly store: Pick<EffectStore, 'laneHeads' | 'laneNext' | 'settle'>;
};

const MEMORY_BYTES = 33_554_432;
const GRACE_MS = 1000;

/** A worker for each endpoint, and what they share. */
export class Workers implements AsyncDisposable {
  readonly #byEndpoint = new Map<string, EndpointWorker>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #settler: Settler;
  readonly #parts: WorkerParts;

  constructor(parts: WorkersParts) {
    this.#settler = new Settler(parts);
    this.#parts = { ...parts, settler: this.#settler, budget: new MemoryBudget(MEMORY_BYTES) };
  }

  of(endpointId: string): EndpointWorker | undefined {
    return this.#byEndpoint.get(endpointId);
  }

  /** An endpoint came, or its settings changed. */
  put(endpoint: Endpoint): void {
    const known = this.#byEndpoint.get(endpoint.id);
    const worker = known ?? new EndpointWorker(endpoint, this.#parts);
    this.#byEndpoint.set(endpoint.id, worker);
    worker.set(endpoint);
  }

  remove(endpointId: string): void {
    const worker = this.#byEndpoint.get(endpointId);
    if (!worker) return;
    this.#byEndpoint.delete(endpointId);
    const leaving = worker.stop(0).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** Requests under way have a second to end; what came of them is noted. */
  async [Symbol.asyncDispose](): Promise<void> {
    const workers = [...this.#byEndpoint.values()];
    await Promise.all([...workers.map((worker) => worker.stop(GRACE_MS)), ...this.#leaving]);
    await this.#settler[Symbol.asyncDispose]();
  }
}
