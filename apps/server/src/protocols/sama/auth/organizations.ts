import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { designed } from '../errors/sama-refusal.ts';

/** What clients call the organization that is meant when they name none. */
const DEFAULT = 'default';

/** The protocol's organizations, which are apps. */
export class Organizations {
  readonly #apps: AppRegistry;
  readonly #defaultAppId: string;

  constructor(apps: AppRegistry, defaultAppId: string) {
    this.#apps = apps;
    this.#defaultAppId = defaultAppId;
  }

  /** The default app. Throws `not_found` if that was deleted. */
  get default(): App {
    return this.#apps.get(this.#defaultAppId);
  }

  /** An app by the id that clients know; the default one if they name none. Throws `ORG_NOT_FOUND`. */
  find(id: string | undefined): App {
    const appId = id === undefined || id === DEFAULT ? this.#defaultAppId : id;
    if (this.#apps.has(appId)) return this.#apps.get(appId);
    throw designed('ORG_NOT_FOUND');
  }

  /** What clients know an app by. */
  idOf({ id }: App): string {
    return id === this.#defaultAppId ? DEFAULT : id;
  }
}
