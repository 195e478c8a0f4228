import { ChangeTurns } from '../../runtime/change-turns.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { App } from '../apps/app.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { DefinedKeeping } from '../rules/defined-keeping.ts';
import type { DefinitionRecord, DefinitionStore } from '../store/definition-store.ts';
import type { ChannelDefinition, Keeping } from './channel-definition.ts';
import type { ChannelDefinitions } from './channel-definitions.ts';
import { contentKey, DefinitionTable, definitionOf, type TableEntry } from './definition-table.ts';
import { type UnusedDefinition, unusedDefinitions, unusedSince } from './unused-definitions.ts';

const MAX_PER_APP = 1_000_000;
const PAGE = 1000;

/** Definitions in the database, and all of them in memory, where every rule looks. Changes are stored first. */
export class StoredDefinitions implements ChannelDefinitions {
  readonly #store: DefinitionStore;
  readonly #runtime: Runtime;
  readonly #maxPerApp: number;
  readonly #table = new DefinitionTable();
  readonly #turns = new ChangeTurns();
  /** By app, how many new ones are on their way to the database. */
  readonly #arriving = new Map<string, number>();

  constructor(store: DefinitionStore, runtime: Runtime, maxPerApp = MAX_PER_APP) {
    this.#store = store;
    this.#runtime = runtime;
    this.#maxPerApp = maxPerApp;
  }

  /** Reads what is stored of these apps. Before that, nothing is defined. */
  async load(apps: readonly App[]): Promise<void> {
    for (const { id } of apps) {
      let after: DefinitionRecord | null = null;
      for (let complete = false; !complete; ) {
        const page: DefinitionRecord[] = await this.#store.list(id, { after, limit: PAGE });
        for (const record of page) this.#table.put(record);
        after = page.at(-1) ?? after;
        complete = page.length < PAGE;
      }
      this.#table.orderByAge(id);
    }
  }

  of(appId: string, channel: string, owner: string): ChannelDefinition | null {
    const entry = this.#table.find(appId, channel, owner);
    return entry && definitionOf(channel, owner, entry);
  }

  *list(appId: string, owner: string): Iterable<ChannelDefinition> {
    for (const [channel, entry] of this.#table.entries(appId, owner))
      yield definitionOf(channel, owner, entry);
  }

  /** What the rules of a channel take from its definitions. */
  keepingOf(appId: string, channel: string): DefinedKeeping | null {
    return this.#table.keepingOf(appId, channel);
  }

  async define(
    app: App,
    channel: string,
    owner: string,
    what: { keeping: Keeping; details: unknown },
  ): Promise<ChannelDefinition> {
    const { durable, retainMs, retainEvents } = what.keeping;
    const record: DefinitionRecord = {
      appId: app.id,
      channel,
      owner,
      keeping: JSON.stringify({ durable, retainMs, retainEvents }),
      details: JSON.stringify(what.details ?? null),
      createdAt: this.#runtime.clock.now(),
    };
    const key = keyOf(record);
    const entry =
      (this.#turns.has(key) ? null : this.#alike(record)) ??
      (await this.#turns.take(key, () => this.#put(app, record)));
    return definitionOf(channel, owner, entry);
  }

  /** Those of an app that may go if their channels are silent; see {@link unusedDefinitions}. */
  unused(appId: string): Iterable<readonly UnusedDefinition[]> {
    return unusedDefinitions(this.#table, appId, this.#runtime.clock.now());
  }

  /** Removes a definition, unless it was made again meanwhile. Resolves with whether it went. */
  retire(app: App, { channel, owner }: UnusedDefinition): Promise<boolean> {
    const { id: appId } = app;
    return this.#turns.take(keyOf({ appId, channel, owner }), async () => {
      const entry = this.#table.find(appId, channel, owner);
      if (!entry || unusedSince(entry, this.#runtime.clock.now()) === null) return false;
      // From now on who defines it waits for the database, and writes it anew.
      await this.#store.delete(appId, channel, owner);
      this.#table.remove(appId, channel, owner);
      app.rules.forget(channel);
      return true;
    });
  }

  /** Nothing is left of an app that was deleted. */
  forgetApp(appId: string): void {
    this.#table.forgetApp(appId);
  }

  async #put(app: App, record: DefinitionRecord): Promise<TableEntry> {
    requireLiving(app);
    const alike = this.#alike(record);
    if (alike) return alike;
    const known = this.#table.find(app.id, record.channel, record.owner);
    if (known) await this.#store.put(record);
    else await this.#putNew(record);
    requireLiving(app);
    const stored = known ? { ...record, createdAt: known.createdAt } : record;
    const entry = this.#table.put(stored);
    entry.usedAt = this.#runtime.clock.now();
    app.rules.forget(record.channel);
    return entry;
  }

  async #putNew(record: DefinitionRecord): Promise<void> {
    const { appId } = record;
    const arriving = this.#arriving.get(appId) ?? 0;
    if (this.#table.sizeOf(appId) + arriving >= this.#maxPerApp) {
      throw new ParleyError('rate_limited', 'The app has as many defined channels as an app may have.', {
        fix: 'Set a channel rule of the app for the pattern of such names: then they need no definition each.',
      });
    }
    this.#arriving.set(appId, arriving + 1);
    try {
      await this.#store.put(record);
    } finally {
      const left = (this.#arriving.get(appId) ?? 1) - 1;
      if (left > 0) this.#arriving.set(appId, left);
      else this.#arriving.delete(appId);
    }
  }

  /** The definition as it is, if it says the same already. */
  #alike(record: DefinitionRecord): TableEntry | null {
    const entry = this.#table.find(record.appId, record.channel, record.owner);
    if (entry?.content.key !== contentKey(record)) return null;
    entry.usedAt = record.createdAt;
    return entry;
  }
}

function requireLiving(app: App): void {
  if (app.isDeleted) throw new ParleyError('not_found', 'There is no such app.');
}

/** Neither app ids nor owners nor channel names hold control characters. */
function keyOf({ appId, channel, owner }: Pick<DefinitionRecord, 'appId' | 'channel' | 'owner'>): string {
  return `${appId}\n${owner}\n${channel}`;
}
