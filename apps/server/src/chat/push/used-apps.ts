import type { App } from '../../core/apps/app.ts';
import type { PushStore } from '../../core/store/chat/push-store.ts';

/** In which apps any device is to be told of anything, so that messages of all others cost nothing. */
export class UsedApps {
  readonly #store: Pick<PushStore, 'isUsedBy'>;
  /** By the app as it lives now: one that is deleted and made again has no devices. */
  readonly #known = new WeakMap<App, Promise<boolean>>();

  constructor(store: Pick<PushStore, 'isUsedBy'>) {
    this.#store = store;
  }

  has(app: App): Promise<boolean> {
    const known = this.#known.get(app);
    if (known) return known;
    const asked = this.#store.isUsedBy(app.id);
    this.#known.set(app, asked);
    asked.catch(() => {
      if (this.#known.get(app) === asked) this.#known.delete(app);
    });
    return asked;
  }

  /** A subscription of the app was stored: whatever a look that is under way finds. */
  add(app: App): void {
    this.#known.set(app, Promise.resolve(true));
  }

  /** It may have been the last one. */
  removed(app: App): void {
    this.#known.delete(app);
  }
}
