import { ParleyError } from '../errors/parley-error.ts';
import type { DefinedKeeping } from '../rules/defined-keeping.ts';
import type { DefinitionRecord } from '../store/definition-store.ts';
import { type ChannelDefinition, Keeping } from './channel-definition.ts';

/** What is defined, whatever the channel: one object for all that are defined alike. */
interface Content {
  readonly key: string;
  readonly keeping: Keeping;
  readonly details: unknown;
  /** How many definitions say this. */
  uses: number;
}

export interface TableEntry {
  readonly content: Content;
  readonly createdAt: number;
  /** When it was last defined, as far as this process knows (ms). */
  usedAt: number;
}

/** Every definition, in memory. An app may have a million: what each needs beside its name is a few numbers. */
export class DefinitionTable {
  /** By app, owner and channel. */
  readonly #apps = new Map<string, Map<string, Map<string, TableEntry>>>();
  readonly #contents = new Map<string, Content>();

  sizeOf(appId: string): number {
    let size = 0;
    for (const channels of this.#ownersOf(appId).values()) size += channels.size;
    return size;
  }

  find(appId: string, channel: string, owner: string): TableEntry | null {
    return this.#ownersOf(appId).get(owner)?.get(channel) ?? null;
  }

  /** One owner's definitions in an app, in the order in which they were made. */
  entries(appId: string, owner: string): Iterable<[channel: string, entry: TableEntry]> {
    return this.#ownersOf(appId).get(owner) ?? [];
  }

  owners(appId: string): string[] {
    return [...this.#ownersOf(appId).keys()];
  }

  put(record: DefinitionRecord): TableEntry {
    const { appId, channel, owner, createdAt } = record;
    const owners = this.#apps.get(appId) ?? new Map<string, Map<string, TableEntry>>();
    this.#apps.set(appId, owners);
    const channels = owners.get(owner) ?? new Map<string, TableEntry>();
    owners.set(owner, channels);
    const content = this.#share(record);
    const before = channels.get(channel);
    if (before) this.#release(before.content);
    const entry = { content, createdAt, usedAt: createdAt };
    channels.set(channel, entry);
    return entry;
  }

  remove(appId: string, channel: string, owner: string): void {
    const entry = this.find(appId, channel, owner);
    if (!entry) return;
    this.#release(entry.content);
    this.#ownersOf(appId).get(owner)?.delete(channel);
  }

  /** Puts an app's in the order in which they were made, however they were put here. */
  orderByAge(appId: string): void {
    const owners = this.#apps.get(appId);
    for (const [owner, channels] of owners ?? []) {
      const byAge = [...channels].sort(([, a], [, b]) => a.createdAt - b.createdAt);
      owners?.set(owner, new Map(byAge));
    }
  }

  forgetApp(appId: string): void {
    for (const channels of this.#ownersOf(appId).values())
      for (const { content } of channels.values()) this.#release(content);
    this.#apps.delete(appId);
  }

  /** What is defined of how a channel is kept: of what several owners say, the longest counts. Null: nothing. */
  keepingOf(appId: string, channel: string): DefinedKeeping | null {
    const owners: string[] = [];
    const keepings: Keeping[] = [];
    for (const [owner, channels] of this.#ownersOf(appId)) {
      const keeping = channels.get(channel)?.content.keeping;
      if (!keeping?.durable) continue;
      owners.push(owner);
      keepings.push(keeping);
    }
    if (owners.length === 0) return null;
    return {
      owners,
      retainMs: longest(keepings.map(({ retainMs }) => retainMs)),
      retainEvents: longest(keepings.map(({ retainEvents }) => retainEvents)),
    };
  }

  #ownersOf(appId: string): ReadonlyMap<string, Map<string, TableEntry>> {
    return this.#apps.get(appId) ?? NO_OWNERS;
  }

  #share(record: DefinitionRecord): Content {
    const key = contentKey(record);
    const content = this.#contents.get(key) ?? parse(record, key);
    content.uses += 1;
    this.#contents.set(key, content);
    return content;
  }

  #release(content: Content): void {
    content.uses -= 1;
    if (content.uses === 0) this.#contents.delete(content.key);
  }
}

const NO_OWNERS: ReadonlyMap<string, Map<string, TableEntry>> = new Map();

/** What two definitions have in common if and only if they say the same in the same words. */
export function contentKey({ keeping, details }: Pick<DefinitionRecord, 'keeping' | 'details'>): string {
  return `${keeping}\n${details}`;
}

export function definitionOf(channel: string, owner: string, entry: TableEntry): ChannelDefinition {
  const { keeping, details } = entry.content;
  return { channel, owner, keeping, details, createdAt: entry.createdAt };
}

function longest(bounds: ReadonlyArray<number | null>): number | null {
  return bounds.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)));
}

function parse(record: DefinitionRecord, key: string): Content {
  try {
    const details: unknown = JSON.parse(record.details);
    return { key, keeping: Keeping.parse(JSON.parse(record.keeping)), details, uses: 0 };
  } catch (cause) {
    throw new ParleyError('internal', `The stored definition of ${record.channel} is not valid.`, { cause });
  }
}
