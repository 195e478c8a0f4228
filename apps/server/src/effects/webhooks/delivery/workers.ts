import type { EffectStore } from '../../../core/store/effect-store.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { LaneWorker } from '../../queue/lane-worker.ts';
import { MemoryBudget } from '../../queue/memory-budget.ts';
import { Settler } from '../../queue/settler.ts';
import type { Endpoint } from '../endpoint.ts';
import { EndpointErrand, type EndpointErrandParts } from './endpoint-errand.ts';

export type WorkersParts = Omit<EndpointErrandParts, 'store'> & {
  readonly store: Pick<EffectStore, 'laneHeads' | 'laneNext' | 'settle'>;
  readonly runtime: Runtime;
};

const MEMORY_BYTES = 33_554_432;
const GRACE_MS = 1000;

/** A worker for each endpoint, and what they share. */
export class Workers implements AsyncDisposable {
  readonly #byEndpoint = new Map<string, { errand: EndpointErrand; worker: LaneWorker }>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #budget = new MemoryBudget(MEMORY_BYTES);
  readonly #settler: Settler;
  readonly #parts: WorkersParts;

  constructor(parts: WorkersParts) {
    this.#settler = new Settler(parts);
    this.#parts = parts;
  }

  of(endpointId: string): LaneWorker | undefined {
    return this.#byEndpoint.get(endpointId)?.worker;
  }

  /** An endpoint came, or its settings changed. */
  put(endpoint: Endpoint): void {
    const known = this.#byEndpoint.get(endpoint.id) ?? this.#employ(endpoint);
    known.errand.endpoint = endpoint;
    known.worker.changed();
  }

  remove(endpointId: string): void {
    const known = this.#byEndpoint.get(endpointId);
    if (!known) return;
    this.#byEndpoint.delete(endpointId);
    const leaving = known.worker.stop(0).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** Requests under way have a second to end; what came of them is noted. */
  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = [...this.#byEndpoint.values()].map(({ worker }) => worker.stop(GRACE_MS));
    await Promise.all([...stopped, ...this.#leaving]);
    await this.#settler[Symbol.asyncDispose]();
  }

  #employ(endpoint: Endpoint): { errand: EndpointErrand; worker: LaneWorker } {
    const { runtime, onFailure } = this.#parts;
    const errand = new EndpointErrand(endpoint, this.#parts);
    const sharing = { settler: this.#settler, budget: this.#budget, runtime, onFailure };
    const employed = { errand, worker: new LaneWorker(errand, sharing) };
    this.#byEndpoint.set(endpoint.id, employed);
    return employed;
  }
}
