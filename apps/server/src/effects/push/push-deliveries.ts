import { ParleyError } from '../../core/errors/parley-error.ts';
import type { AttemptRecord, EffectRecord, EffectState, EffectStore } from '../../core/store/effect-store.ts';

export interface PushDeliveryQuery {
  /** Only those to this device. */
  readonly subscription?: string | undefined;
  readonly state?: EffectState | undefined;
  /** Only those before this one: the last of a page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** What was sent to the devices of an app's users, and what is to be. */
export class PushDeliveries {
  readonly #store: Pick<EffectStore, 'list' | 'find' | 'attemptsOf'>;

  constructor(store: Pick<EffectStore, 'list' | 'find' | 'attemptsOf'>) {
    this.#store = store;
  }

  /** Newest first. */
  list(appId: string, { subscription, state, before, limit }: PushDeliveryQuery): Promise<EffectRecord[]> {
    return this.#store.list({
      appId,
      kind: 'push',
      limit,
      ...(subscription === undefined ? {} : { target: subscription }),
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { beforeId: before }),
    });
  }

  /** Throws `not_found`, also for one of another app. */
  async get(appId: string, id: string): Promise<{ effect: EffectRecord; attempts: AttemptRecord[] }> {
    const effect = await this.#store.find(id);
    if (effect?.appId !== appId || effect.kind !== 'push') {
      throw new ParleyError('not_found', 'The app has no such push.');
    }
    return { effect, attempts: await this.#store.attemptsOf(id) };
  }
}
