import { z } from 'zod';
import type { KeyVault } from '../../core/apps/key-vault.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { EndpointRecord, IntegrationStore } from '../../core/store/integration-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { Endpoint, type EndpointParts } from './endpoint.ts';
import { EndpointHeaders } from './endpoint-headers.ts';
import { EndpointSettings } from './endpoint-settings.ts';
import { nativeFormat } from './native-format.ts';
import type { WebhookFormat } from './webhook-format.ts';

/** A removed endpoint stays in the database, marked, until its queue is gone too. */
const StoredSettings = EndpointSettings.extend({
  headerNames: z.array(z.string()).default([]),
  sealedHeaders: z.string().nullable().default(null),
  removed: z.boolean().default(false),
});

/** Settings as they are asked for; what is absent or undefined stays as it is, or as the format has it by default. */
export type SettingsChange = {
  readonly [Name in keyof EndpointSettings]?: EndpointSettings[Name] | undefined;
};

/** What is sealed. `secret` null: none of its own. */
export interface EndpointSecrets {
  readonly secret?: string | null | undefined;
  readonly headers?: EndpointHeaders | undefined;
}

/** What becomes of an endpoint; what is absent stays. */
export interface EndpointChange extends EndpointSecrets {
  readonly settings?: SettingsChange;
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
      const { removed, headerNames, sealedHeaders, ...settings } = storedSettings(record);
      const endpoint = this.#endpoint({ ...record, headerNames, sealedHeaders }, settings);
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

  /**
   * @throws ParleyError `conflict`: another one answers questions already, or there are too many. `bad_request`: there is no
   *   such format, or it cannot do what the settings ask for.
   */
  create(
    appId: string,
    settings: SettingsChange & { readonly url: string },
    secrets: EndpointSecrets = {},
  ): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const { ids, clock } = this.#parts.runtime;
      if (this.of(appId).length >= MOST_PER_APP) {
        throw new ParleyError('conflict', `An app can have ${MOST_PER_APP} webhooks and has them already.`);
      }
      const defaults = this.#formats.get(settings.format ?? nativeFormat.name)?.defaults ?? {};
      const parts = { id: ids.next(), appId, createdAt: clock.now(), ...UNSEALED };
      return this.#store(
        this.#seal(parts, secrets),
        EndpointSettings.parse({ ...defaults, ...withoutAbsent(settings) }),
      );
    });
  }

  /** @throws ParleyError `not_found`, or as for {@link create}. */
  update(appId: string, id: string, { settings = {}, ...secrets }: EndpointChange): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const now = this.get(appId, id);
      return this.#store(
        this.#seal(partsOf(now), secrets),
        EndpointSettings.parse({ ...now.settings, ...withoutAbsent(settings) }),
      );
    });
  }

  /** @throws ParleyError `not_found`. */
  remove(appId: string, id: string): Promise<Endpoint> {
    return this.#inTurn(async () => {
      const endpoint = this.get(appId, id);
      await this.#parts.store.putEndpoint(
        recordOf(partsOf(endpoint), { ...endpoint.settings, removed: true }),
      );
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

  /** Its own secret, if it has one. Throws `unavailable` if the server's own key has changed. */
  secretOf({ id, sealedSecret }: Endpoint): string | null {
    return sealedSecret === null ? null : this.#parts.vault.open(sealedSecret, id);
  }

  /** Headers of its own. Throws `unavailable` if the server's own key has changed. */
  headersOf({ id, sealedHeaders }: Endpoint): EndpointHeaders {
    if (sealedHeaders === null) return {};
    return EndpointHeaders.parse(JSON.parse(this.#parts.vault.open(sealedHeaders, headersOf(id))));
  }

  async #store(parts: EndpointParts, settings: EndpointSettings): Promise<Endpoint> {
    const endpoint = this.#endpoint(parts, settings);
    this.#requireFormat(endpoint);
    this.#requireOneToAsk(endpoint);
    await this.#parts.store.putEndpoint(recordOf(parts, settings));
    this.#put(endpoint);
    return endpoint;
  }

  #requireFormat({ settings, format, gathers }: Endpoint): void {
    if (format === null) {
      const known = this.formats.join(', ');
      throw new ParleyError(
        'bad_request',
        `format: there is no format "${settings.format}"; there are: ${known}`,
      );
    }
    const { tells } = format;
    const unknown = settings.events.find((event) => tells !== undefined && !tells.includes(event));
    if (unknown !== undefined) {
      throw new ParleyError(
        'bad_request',
        `events: the format "${format.name}" has no word for "${unknown}"`,
      );
    }
    if (settings.batchWithinMs > 0 && !gathers) {
      throw new ParleyError(
        'bad_request',
        `batchWithinMs: the format "${format.name}" tells of one thing in a request`,
      );
    }
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

  #endpoint(record: EndpointParts, settings: EndpointSettings): Endpoint {
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

  #seal(parts: EndpointParts, { secret, headers }: EndpointSecrets): EndpointParts {
    const { vault } = this.#parts;
    const { id } = parts;
    const sealedSecret =
      secret === undefined ? parts.sealedSecret : secret === null ? null : vault.seal(secret, id);
    if (headers === undefined) return { ...parts, sealedSecret };
    const headerNames = Object.keys(headers);
    const sealedHeaders =
      headerNames.length === 0 ? null : vault.seal(JSON.stringify(headers), headersOf(id));
    return { ...parts, sealedSecret, headerNames, sealedHeaders };
  }

  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }
}

const NONE: readonly Endpoint[] = [];

/** What sealed headers belong to: they cannot be put in the place of a secret. */
function headersOf(id: string): string {
  return `${id}:headers`;
}

const UNSEALED = { sealedSecret: null, headerNames: [], sealedHeaders: null };

function partsOf({
  id,
  appId,
  createdAt,
  sealedSecret,
  headerNames,
  sealedHeaders,
}: Endpoint): EndpointParts {
  return { id, appId, createdAt, sealedSecret, headerNames, sealedHeaders };
}

function recordOf({ headerNames, sealedHeaders, ...parts }: EndpointParts, settings: object): EndpointRecord {
  return { ...parts, settings: JSON.stringify({ ...settings, headerNames, sealedHeaders }) };
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
