import { ParleyError } from '../../core/errors/parley-error.ts';
import type {
  AttemptRecord,
  EffectChange,
  EffectRecord,
  EffectState,
  EffectStore,
} from '../../core/store/effect-store.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Workers } from './delivery/workers.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';

export interface DeliveriesParts {
  readonly store: EffectStore;
  readonly clock: Clock;
  readonly registry: EndpointRegistry;
  readonly workers: Workers;
}

export interface DeliveryQuery {
  readonly endpoint?: string | undefined;
  readonly state?: EffectState | undefined;
  /** Only those before this one: the last of a page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The requests of an app's webhooks: what was sent, what is to be sent, and how to send it again. */
export class Deliveries {
  readonly #parts: DeliveriesParts;

  constructor(parts: DeliveriesParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  list(appId: string, { endpoint, state, before, limit }: DeliveryQuery): Promise<EffectRecord[]> {
    return this.#parts.store.list({
      appId,
      kind: 'webhook',
      limit,
      ...(endpoint === undefined ? {} : { target: endpoint }),
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { beforeId: before }),
    });
  }

  /** Throws `not_found`. */
  async get(appId: string, id: string): Promise<{ effect: EffectRecord; attempts: AttemptRecord[] }> {
    const effect = await this.#find(appId, id);
    return { effect, attempts: await this.#parts.store.attemptsOf(id) };
  }

  count(appId: string): Promise<Record<EffectState, number>> {
    return this.#parts.store.count(appId, 'webhook');
  }

  /**
   * Sends a request again, also one that was taken; one that waits to be tried again is tried now. In its lane it comes
   * first, being older than what waits there.
   *
   * @throws ParleyError `not_found`: there is no such request, or its endpoint is no more.
   */
  async resend(appId: string, id: string): Promise<EffectRecord> {
    const { clock, registry, store, workers } = this.#parts;
    const effect = await this.#find(appId, id);
    registry.get(appId, effect.target);
    const now = clock.now();
    // One that is pending may be on its way just now: then its outcome counts, and nothing may be written over it.
    const change =
      effect.state === 'pending'
        ? { dueAt: Math.min(effect.dueAt, now) }
        : { state: 'pending' as const, dueAt: now, attempts: 0, changedAt: now };
    const pending: EffectRecord = { ...effect, ...change };
    if (effect.state !== 'pending') await store.settle([changeOf(pending)], []);
    workers.of(effect.target)?.wake(effect.lane, id);
    return pending;
  }

  /** Sends everything again that was given up and was created at or after `since`; resolves with how many that are. */
  async recover(appId: string, { since, endpoint }: { since: number; endpoint?: string }): Promise<number> {
    const { clock, registry, store, workers } = this.#parts;
    const asked = endpoint === undefined ? registry.of(appId) : [registry.get(appId, endpoint)];
    let revived = 0;
    for (const { id: target } of asked) {
      revived += await store.revive({ appId, kind: 'webhook', target, since, now: clock.now() });
      workers.of(target)?.lookAgain();
    }
    return revived;
  }

  /** Of another app, or of another kind: as if there were none. */
  async #find(appId: string, id: string): Promise<EffectRecord> {
    const effect = await this.#parts.store.find(id);
    if (effect?.appId === appId && effect.kind === 'webhook') return effect;
    throw new ParleyError('not_found', 'The app has no such delivery.');
  }
}

function changeOf({ id, state, dueAt, attempts, changedAt }: EffectRecord): EffectChange {
  return { id, state, dueAt, attempts, changedAt };
}
