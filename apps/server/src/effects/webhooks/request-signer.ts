import type { AppRegistry } from '../../core/apps/app-registry.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';
import type { SigningKey } from './webhook-format.ts';

export interface RequestSignerParts {
  readonly registry: EndpointRegistry;
  readonly apps: AppRegistry;
  readonly clock: Clock;
}

/**
 * Signs requests at the moment they are sent, also those that are tried again: with the endpoint's own secret, or where
 * its format is signed by the app, with the app's newest one. Rotating the app's secret therefore holds for the very next
 * request. The key that such a format names is the app's oldest client key that holds, so that making keys for more clients
 * changes nothing for who checks signatures.
 */
export class RequestSigner {
  readonly #parts: RequestSignerParts;

  constructor(parts: RequestSignerParts) {
    this.#parts = parts;
  }

  /** The headers that sign it; none where nothing does. Throws if it cannot be signed as it should be. */
  signatureOf(endpoint: Endpoint, body: string): Readonly<Record<string, string>> {
    const key = this.#keyOf(endpoint);
    if (key === null || endpoint.format === null) return {};
    return endpoint.format.sign(body, key, this.#parts.clock.now());
  }

  /** Headers of the endpoint's own. Throws `unavailable` if the server's own key has changed. */
  headersOf(endpoint: Endpoint): Readonly<Record<string, string>> {
    return this.#parts.registry.headersOf(endpoint);
  }

  #keyOf(endpoint: Endpoint): SigningKey | null {
    const { apps, registry } = this.#parts;
    const own = registry.secretOf(endpoint);
    if (endpoint.format?.signedBy !== 'app') return own === null ? null : { secret: own, appKey: null };
    const app = apps.get(endpoint.appId);
    const secret = own ?? apps.secretsOf(app)[0]?.value;
    const appKey = this.#appKeyOf(endpoint.appId);
    if (secret === undefined || appKey === undefined) {
      throw new ParleyError('unavailable', 'The app has no client key and secret that hold, to sign with.');
    }
    return { secret, appKey };
  }

  #appKeyOf(appId: string): string | undefined {
    const { apps, clock } = this.#parts;
    const now = clock.now();
    const [oldest] = apps
      .get(appId)
      .keys.filter(({ kind, expiresAt }) => kind === 'client' && (expiresAt === null || expiresAt > now))
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    return oldest?.lookup;
  }
}
