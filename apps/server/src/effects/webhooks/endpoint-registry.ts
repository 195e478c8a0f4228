import { z } from 'zod';
import type { KeyVault } from '../../core/apps/key-vault.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { EndpointRecord, IntegrationStore } from '../../core/store/integration-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { Endpoint } from './endpoint.ts';
import { EndpointSettings } from './endpoint-settings.ts';
import type { WebhookFormat } from './webhook-format.ts';

/** A removed endpoint stays in the database, marked, until its queue is gone too. */
const StoredSettings = EndpointSettings.extend({ removed: z.boolean().default(false) });

/** What becomes of an endpoint; what is absent stays. `secret` null: it signs no more. */
export interface EndpointChange {
  readonly settings?: { readonly [Name in keyof EndpointSettings]?: EndpointSettings[Name] | undefined };
  readonly secret?: string | null | undefined;
}

export type EndpointStore = Pick<IntegrationStore, 'listEndpoints' | 'putEndpoint' | 'deleteEndpoint'>;

export interface RegistryParts {
  readonly store: EndpointStore;
  readonly runtime: Runtime;
  readonly vault: KeyVault;
  readonly formats: readonly WebhookFormat[];
  /** An endpoint came or changed. */
  put(endpoint: Endpoint): void;
  /** An endpoint is no more. */
  removed(endpoint: Endpoint): void;
}

const MOST_PER_APP = 100;

/** The endpoints of every app, in memory; changes are stored first and hold at once. */
export class EndpointRegistry {
  readonly #parts: RegistryParts;
  readonly #formats: ReadonlyMap<string, WebhookFormat>;
  readonly #byApp = new Map<string, readonly Endpoint[]>();
  readonly #removed = new Map<string, Endpoint>();
  /** The last change, done or under way: the next one waits for it, so that no two can be at odds. */
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(parts: RegistryParts) {
    this.#parts = parts;
    this.#formats = new Map(parts.formats.map((format) => [format.name, format]));
  }

  async load(): Promise<void> {
    for (const record of await this.#parts.store.listEndpoints()) {
      const { removed, ...settings } = storedSettings(record);
      const endpoint = this.#endpoint(record, settings);
      if (removed) this.#removed.set(endpoint.id, endpoint);
      else this.#put(endpoint);
    }
  }

  /** The names of the formats that endpoints may ask for. */
  get formats(): readonly string[] {
    return [...this.#formats.keys()];
  }

  /** Empty for apps without webhooks, at the cost of one look-up. */
  of(appId: string): readonly Endpoint[] {
    return this.#byApp.get(appId) ?? NONE;
  }

  /** Throws `not_found`. */
  get(appId: string, id: string): Endpoint {
    const endpoint = this.of(appId).find((candidate) => candidate.id === id);
    if (!endpoint) throw new ParleyError('not_found', 'The app has no such webhook.');
    return endpoint;
  }

  /** Those whose queue may still have to be removed. */
  get leftovers(): readonly Endpoint[] {
    return [...this.#removed.values()];
  }

  /** @throws ParleyError `conflict`: another one answers questions already, or there are too many. */
  create(appId: string, settings: EndpointSettings, secret: string | null): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const { ids, clock } = this.#parts.runtime;
      if (this.of(appId).length >= MOST_PER_APP) {
        throw new ParleyError('conflict', `An app can have ${MOST_PER_APP} webhooks and has them already.`);
      }
      const id = ids.next();
      return this.#store(
        { id, appId, createdAt: clock.now(), sealedSecret: this.#seal(secret, id) },
        settings,
      );
    });
  }

  /** @throws ParleyError `not_found`, or `conflict` as for {@link create}. */
  update(appId: string, id: string, { settings = {}, secret }: EndpointChange): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const { createdAt, sealedSecret, settings: now } = this.get(appId, id);
      const sealed = secret === undefined ? sealedSecret : this.#seal(secret, id);
      return this.#store(
        { id, appId, createdAt, sealedSecret: sealed },
        EndpointSettings.parse({ ...now, ...withoutAbsent(settings) }),
      );
    });
  }

  /** @throws ParleyError `not_found`. */
  remove(appId: string, id: string): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const endpoint = this.get(appId, id);
      const stored = { ...endpoint.settings, removed: true };
      await this.#parts.store.putEndpoint({ ...recordOf(endpoint), settings: JSON.stringify(stored) });
      this.#take(endpoint);
      this.#removed.set(id, endpoint);
      this.#parts.removed(endpoint);
      return endpoint;
    });
  }

  /** A removed endpoint's queue is gone: now nothing of it is left. */
  async erase(endpoint: Endpoint): Promise<void> {
    await this.#parts.store.deleteEndpoint(endpoint.appId, endpoint.id).catch((cause: unknown) => {
      // Its app was deleted, and the endpoint with it.
      if (!(cause instanceof ParleyError) || cause.code !== 'not_found') throw cause;
    });
    this.#removed.delete(endpoint.id);
  }

  forgetApp(appId: string): void {
    const gone = this.of(appId);
    this.#byApp.delete(appId);
    for (const endpoint of gone) this.#parts.removed(endpoint);
    for (const endpoint of this.leftovers) if (endpoint.appId === appId) this.#removed.delete(endpoint.id);
  }

  /** What requests to it are signed with; null: nothing. Throws `unavailable` if the server's own key has changed. */
  secretOf({ id, sealedSecret }: Endpoint): string | null {
    return sealedSecret === null ? null : this.#parts.vault.open(sealedSecret, id);
  }

  async #store(record: Omit<EndpointRecord, 'settings'>, settings: EndpointSettings): Promise<Endpoint> {
    const stored = { ...record, settings: JSON.stringify(settings) };
    const endpoint = this.#endpoint(stored, settings);
    this.#requireFormat(settings.format);
    this.#requireOneToAsk(endpoint);
    await this.#parts.store.putEndpoint(stored);
    this.#put(endpoint);
    return endpoint;
  }

  #requireFormat(name: string): void {
    if (this.#formats.has(name)) return;
    const known = this.formats.join(', ');
    throw new ParleyError('bad_request', `format: there is no format "${name}"; there are: ${known}`);
  }

  #requireOneToAsk(endpoint: Endpoint): void {
    if (!endpoint.takesQuestions) return;
    const other = this.of(endpoint.appId).find(
      ({ id, takesQuestions }) => takesQuestions && id !== endpoint.id,
    );
    if (!other) return;
    throw new ParleyError(
      'conflict',
      `The webhook ${other.id} answers "verification" already: who may enter can be for one only to say.`,
    );
  }

  #endpoint(record: EndpointRecord, settings: EndpointSettings): Endpoint {
    return new Endpoint(record, settings, this.#formats.get(settings.format) ?? null);
  }

  #put(endpoint: Endpoint): void {
    const others = this.of(endpoint.appId).filter(({ id }) => id !== endpoint.id);
    this.#byApp.set(
      endpoint.appId,
      [...others, endpoint].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    this.#parts.put(endpoint);
  }

  #take(endpoint: Endpoint): void {
    const others = this.of(endpoint.appId).filter(({ id }) => id !== endpoint.id);
    if (others.length > 0) this.#byApp.set(endpoint.appId, others);
    else this.#byApp.delete(endpoint.appId);
  }

  #seal(secret: string | null, id: string): string | null {
    return secret === null ? null : this.#parts.vault.seal(secret, id);
  }

  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }
}

const NONE: readonly Endpoint[] = [];

function recordOf({ id, appId, createdAt, sealedSecret }: Endpoint): Omit<EndpointRecord, 'settings'> {
  return { id, appId, createdAt, sealedSecret };
}

function withoutAbsent(change: object): object {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function storedSettings(record: EndpointRecord): z.infer<typeof StoredSettings> {
  const parsed = StoredSettings.safeParse(JSON.parse(record.settings));
  if (parsed.success) return parsed.data;
  throw new ParleyError('internal', `The stored settings of the webhook ${record.id} are not valid.`, {
    cause: parsed.error,
  });
}
