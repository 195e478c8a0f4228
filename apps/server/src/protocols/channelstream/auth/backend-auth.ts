import type { Actor } from '../../../core/access/actor.ts';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import { refused } from '../errors/channelstream-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import type { CallerAddresses } from './caller-addresses.ts';
import { signerOf } from './signatures.ts';
import { readToken, type SignedToken } from './signed-token.ts';

/** What of a request says who sent it. */
export interface Credentials {
  readonly address: string;
  /** The token, from the header or else from the query; undefined: there is none. */
  readonly secret: string | undefined;
}

/** A backend whose signature holds. */
export interface ProvenBackend {
  readonly app: App;
  readonly actor: Actor;
  /** The secret that signed. */
  readonly key: KeyRecord;
}

export interface BackendAuthOptions {
  readonly core: Pick<Core, 'apps' | 'runtime'>;
  readonly defaultAppId: string;
  readonly callers: CallerAddresses;
  /** Whether old tokens are refused. */
  readonly checksAge: boolean;
}

const OLDEST_S = 60;
/** So far may a backend's clock be ahead of this one. */
const SKEW_S = 5;

/**
 * Finds out which app's backend calls: from where, then whether it signed, then whether that holds. The original's clients
 * sign a text that nobody compares with anything; here it is the app's id or one of its client keys, and the default app
 * for any other.
 */
export class BackendAuth {
  readonly #options: BackendAuthOptions;

  constructor(options: BackendAuthOptions) {
    this.#options = options;
  }

  /** @throws ChannelstreamRefusal 403 for a caller from elsewhere or without a token, 401 for a token that does not hold. */
  require({ address, secret }: Credentials): ProvenBackend {
    if (!this.#options.callers.allows(address)) {
      throw refused(403, 'This address may not call this server', 'forbidden');
    }
    if (secret === undefined || secret === '') {
      throw refused(403, 'The request is not signed: send X-Channelstream-Secret', 'forbidden');
    }
    return this.#proven(secret, address);
  }

  /**
   * For calls that need no signature: one that is there must hold all the same, as in the original.
   *
   * @throws ChannelstreamRefusal 401.
   */
  check({ address, secret }: Credentials): void {
    if (secret !== undefined && secret !== '') this.#proven(secret, address);
  }

  #proven(secret: string, address: string): ProvenBackend {
    const { apps } = this.#options.core;
    const token = readToken(secret);
    const app = token && this.#appOf(token);
    const key = app && this.#isFresh(token) ? signerOf(apps, app, token) : null;
    if (!app || !key) throw refused(401, 'Bad Signature', 'unauthenticated');
    const principal = { kind: 'admin', name: PROTOCOL } as const;
    return { app, key, actor: { app, principal, grants: [], sessionId: null, address } };
  }

  #appOf({ value }: SignedToken): App | null {
    const { core, defaultAppId } = this.#options;
    const { apps } = core;
    if (apps.has(value)) return apps.get(value);
    const byKey = apps.findByKey('client', value)?.app;
    return byKey ?? (apps.has(defaultAppId) ? apps.get(defaultAppId) : null);
  }

  #isFresh({ seconds }: SignedToken): boolean {
    const { core, checksAge } = this.#options;
    const age = Math.floor(core.runtime.clock.now() / 1000) - seconds;
    return !checksAge || (age <= OLDEST_S && age >= -SKEW_S);
  }
}
