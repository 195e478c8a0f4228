import { decodeJwt } from 'jose';
import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { designed } from '../errors/sama-refusal.ts';

/** What clients call the organization that is meant when they name none. */
const DEFAULT = 'default';
const MAX_TOKEN = 16_384;

/** The protocol's organizations, which are apps. */
export class Organizations {
  readonly #apps: AppRegistry;
  readonly #defaultAppId: string;

  constructor(apps: AppRegistry, defaultAppId: string) {
    this.#apps = apps;
    this.#defaultAppId = defaultAppId;
  }

  /** The default app. Throws `unavailable` if that was deleted. */
  get default(): App {
    if (this.#apps.has(this.#defaultAppId)) return this.#apps.get(this.#defaultAppId);
    throw new ParleyError('unavailable', 'This server has no default organization.');
  }

  /** An app by the id that clients know; the default one if they name none. Throws `ORG_NOT_FOUND`. */
  find(id: string | undefined): App {
    const appId = id === undefined || id === DEFAULT ? this.#defaultAppId : id;
    if (this.#apps.has(appId)) return this.#apps.get(appId);
    throw designed('ORG_NOT_FOUND');
  }

  /**
   * The app that an access token says it is of, which is only good to know whose keys to check it with; null if it says none.
   */
  claimedBy(token: string): App | null {
    if (token.length > MAX_TOKEN) return null;
    try {
      const { app } = decodeJwt(token);
      return typeof app === 'string' && this.#apps.has(app) ? this.#apps.get(app) : null;
    } catch {
      // No token at all: it is of no app.
      return null;
    }
  }

  /** What clients know an app by. */
  idOf({ id }: Pick<App, 'id'>): string {
    return id === this.#defaultAppId ? DEFAULT : id;
  }
}
