import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { RuleOverride } from '../rules/channel-rule.ts';
import type { DefinedKeeping } from '../rules/defined-keeping.ts';
import type { AppRecord, AppStore, KeyKind, KeyRecord, RuleRecord } from '../store/app-store.ts';
import type { App } from './app.ts';
import type { AppSettings } from './app-settings.ts';
import { fingerprint, type KeyVault } from './key-vault.ts';
import { LiveApp } from './live-app.ts';

/** A key with its value, which is shown once: when it is made. */
export interface NewKey {
  readonly record: KeyRecord;
  readonly value: string;
}

/** What becomes of an app's name and settings; what is absent stays. */
export interface AppChange {
  readonly name?: string;
  settingsOf?(now: AppSettings): AppSettings;
}

export interface AppRegistryOptions {
  readonly vault: KeyVault;
  onFailure(cause: unknown): void;
  /** What is defined of a channel by its name; absent: nothing ever is. */
  definedOf?(appId: string, channel: string): DefinedKeeping | null;
}

const USE_NOTED_EVERY_MS = 60_000;
const KEY_LENGTH: Record<KeyKind, number> = { client: 20, secret: 40, admin: 40 };

/** Every app with its keys and rules, in memory; changes are stored first and hold at once. */
export class AppRegistry {
  readonly #store: AppStore;
  readonly #runtime: Runtime;
  readonly #options: AppRegistryOptions;
  readonly #apps = new Map<string, LiveApp>();
  readonly #keys = new Map<string, KeyRecord>();
  readonly #secrets = new Map<string, string>();

  private constructor(store: AppStore, runtime: Runtime, options: AppRegistryOptions) {
    this.#store = store;
    this.#runtime = runtime;
    this.#options = options;
  }

  static async load(store: AppStore, runtime: Runtime, options: AppRegistryOptions): Promise<AppRegistry> {
    const registry = new AppRegistry(store, runtime, options);
    for (const record of await store.listApps()) registry.#open(record);
    for (const key of await store.listKeys()) registry.#keep(key);
    registry.#shareRules(await store.listRules());
    return registry;
  }

  list(): App[] {
    return [...this.#apps.values()];
  }

  /** Throws `not_found`. */
  get(id: string): App {
    return this.#live(id);
  }

  has(id: string): boolean {
    return this.#apps.has(id);
  }

  /** The app that a key belongs to; null if there is no such key or it has expired. */
  findByKey(kind: KeyKind, value: string): { app: App; key: KeyRecord } | null {
    const key = this.#keys.get(lookupKey(kind, kind === 'client' ? value : fingerprint(value)));
    const app = key && this.#apps.get(key.appId);
    if (!key || !app || this.#isExpired(key)) return null;
    this.noteUse(key);
    return { app, key };
  }

  /** The signing secrets of an app that hold now, newest first. */
  secretsOf(app: App): ReadonlyArray<{ key: KeyRecord; value: string }> {
    return app.keys
      .filter((key) => key.kind === 'secret' && key.sealed !== null && !this.#isExpired(key))
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((key) => ({ key, value: this.#secretOf(key) }));
  }

  /** Remembers when a key was last used, to the minute. One revoked since it was looked up stays revoked. */
  noteUse(key: KeyRecord): void {
    const now = this.#runtime.clock.now();
    const known = this.#keys.get(lookupKey(key.kind, key.lookup));
    if (known?.id !== key.id) return;
    if (known.lastUsedAt !== null && now - known.lastUsedAt < USE_NOTED_EVERY_MS) return;
    this.#keep({ ...known, lastUsedAt: now });
    this.#store.updateKey(key.id, { lastUsedAt: now }).catch((cause) => this.#options.onFailure(cause));
  }

  /** Throws `conflict` if the id is taken. */
  async create(id: string, name: string, settings: AppSettings): Promise<App> {
    const record = { id, name, createdAt: this.#runtime.clock.now(), settings: JSON.stringify(settings) };
    await this.#store.createApp(record);
    return this.#open(record);
  }

  /** Changes of an app are made one after the other, each to what the one before left, so that none undoes another. */
  async update(id: string, change: AppChange): Promise<App> {
    const app = this.#live(id);
    const changed = app.lastChange.then(() => this.#change(id, change));
    app.lastChange = changed.catch(() => undefined);
    return changed;
  }

  async #change(id: string, { name, settingsOf }: AppChange): Promise<App> {
    const app = this.#live(id);
    const settings = settingsOf?.(app.settings);
    const stored = settings === undefined ? {} : { settings: JSON.stringify(settings) };
    await this.#store.updateApp(id, name === undefined ? stored : { ...stored, name });
    app.name = name ?? app.name;
    app.settings = settings ?? app.settings;
    return app;
  }

  async delete(id: string): Promise<void> {
    const app = this.#live(id);
    await this.#store.deleteApp(id);
    this.#apps.delete(id);
    app.isDeleted = true;
    for (const key of app.keys) {
      this.#keys.delete(lookupKey(key.kind, key.lookup));
      this.#secrets.delete(key.id);
    }
  }

  /** Makes a key, with a value of its own or a given one. */
  async createKey(appId: string, kind: KeyKind, given?: string): Promise<NewKey> {
    const app = this.#live(appId);
    const value =
      given ??
      `${kind === 'client' ? 'pk' : kind === 'secret' ? 'sk' : 'ak'}_${randomToken(this.#runtime.chance, KEY_LENGTH[kind])}`;
    const id = this.#runtime.ids.next();
    const record: KeyRecord = {
      id,
      appId: app.id,
      kind,
      lookup: kind === 'client' ? value : fingerprint(value),
      sealed: kind === 'secret' ? this.#options.vault.seal(value, id) : null,
      hint: value.slice(-4),
      createdAt: this.#runtime.clock.now(),
      expiresAt: null,
      lastUsedAt: null,
    };
    await this.#store.createKey(record);
    this.#keep(record);
    return { record, value };
  }

  /** Makes a successor; the old key works on until `expiresAt` (ms), or until it would have ended anyway. */
  async rotateKey(appId: string, keyId: string, expiresAt: number): Promise<NewKey> {
    const old = this.#keyOf(appId, keyId);
    const fresh = await this.createKey(appId, old.kind);
    await this.expireKey(appId, keyId, Math.min(expiresAt, old.expiresAt ?? expiresAt));
    return fresh;
  }

  async expireKey(appId: string, keyId: string, expiresAt: number): Promise<void> {
    await this.#store.updateKey(this.#keyOf(appId, keyId).id, { expiresAt });
    // As it is now: meanwhile it may have been used, or revoked, which must stand.
    this.#keep({ ...this.#keyOf(appId, keyId), expiresAt });
  }

  async deleteKey(appId: string, keyId: string): Promise<void> {
    const key = this.#keyOf(appId, keyId);
    await this.#store.deleteKey(key.id);
    this.#keys.delete(lookupKey(key.kind, key.lookup));
    this.#secrets.delete(key.id);
    const app = this.#live(appId);
    app.keys = app.keys.filter((candidate) => candidate.id !== key.id);
  }

  /** Creates the rule for a pattern, or replaces the one it has. */
  async putRule(appId: string, pattern: string, override: RuleOverride): Promise<RuleRecord> {
    const app = this.#live(appId);
    const stored = await this.#store.putRule({
      id: this.#runtime.ids.next(),
      appId,
      pattern,
      rule: JSON.stringify(override),
      createdAt: this.#runtime.clock.now(),
    });
    app.setRules([...app.ruleRecords.filter((record) => record.pattern !== pattern), stored]);
    return stored;
  }

  async deleteRule(appId: string, id: string): Promise<void> {
    const app = this.#live(appId);
    await this.#store.deleteRule(appId, id);
    app.setRules(app.ruleRecords.filter((record) => record.id !== id));
  }

  #open(record: AppRecord): LiveApp {
    const app = new LiveApp(record, (channel) => this.#options.definedOf?.(record.id, channel) ?? null);
    this.#apps.set(record.id, app);
    return app;
  }

  #shareRules(records: readonly RuleRecord[]): void {
    for (const app of this.#apps.values()) app.setRules(records.filter((record) => record.appId === app.id));
  }

  #keep(key: KeyRecord): void {
    this.#keys.set(lookupKey(key.kind, key.lookup), key);
    const app = this.#apps.get(key.appId);
    if (app) app.keys = [...app.keys.filter((candidate) => candidate.id !== key.id), key];
  }

  #secretOf(key: KeyRecord): string {
    const known = this.#secrets.get(key.id);
    if (known !== undefined) return known;
    const value = this.#options.vault.open(key.sealed ?? '', key.id);
    this.#secrets.set(key.id, value);
    return value;
  }

  #isExpired(key: KeyRecord): boolean {
    return key.expiresAt !== null && key.expiresAt <= this.#runtime.clock.now();
  }

  #keyOf(appId: string, keyId: string): KeyRecord {
    const key = this.#live(appId).keys.find((candidate) => candidate.id === keyId);
    if (!key) throw new ParleyError('not_found', 'The app has no such key.');
    return key;
  }

  #live(id: string): LiveApp {
    const app = this.#apps.get(id);
    if (!app) throw new ParleyError('not_found', 'There is no such app.');
    return app;
  }
}

function lookupKey(kind: KeyKind, lookup: string): string {
  return `${kind}\n${lookup}`;
}
