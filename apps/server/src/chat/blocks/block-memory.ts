import type { App } from '../../core/apps/app.ts';
import type { BlockStore } from '../../core/store/chat/block-store.ts';

export interface BlockMemoryBounds {
  /** Most users whose blocks are in memory. */
  readonly users: number;
  /** Most ids that all of them have blocked together. */
  readonly ids: number;
}

const DEFAULT_BOUNDS: BlockMemoryBounds = { users: 20_000, ids: 500_000 };

interface Known {
  readonly app: App;
  readonly userId: string;
  readonly ids: Promise<ReadonlySet<string>>;
  /** The same, once it is read. */
  read: ReadonlySet<string> | null;
}

/**
 * Whom those users have blocked that were asked about lately. Whoever changes what is stored says so with {@link forget}
 * at once: what was being read meanwhile is not kept, so what is in here is what was committed last.
 */
export class BlockMemory {
  readonly #store: BlockStore;
  readonly #bounds: BlockMemoryBounds;
  /** In the order in which they were asked for. */
  readonly #known = new Map<string, Known>();
  #idCount = 0;

  constructor(store: BlockStore, bounds = DEFAULT_BOUNDS) {
    this.#store = store;
    this.#bounds = bounds;
  }

  /** In the order in which they were blocked. */
  of(app: App, userId: string): Promise<ReadonlySet<string>> {
    const key = keyOf(app, userId);
    const known = this.#known.get(key);
    // An app that was deleted and made again is another one.
    if (known?.app !== app) return this.#load(app, userId);
    this.#known.delete(key);
    this.#known.set(key, known);
    return known.ids;
  }

  forget(app: App, userId: string): void {
    const known = this.#known.get(keyOf(app, userId));
    if (known) this.#drop(known);
  }

  /** The user is gone from the blocks of all. */
  forgetEverywhere(app: App, userId: string): void {
    for (const known of [...this.#known.values()]) {
      const mayHaveIt = known.userId === userId || known.read === null || known.read.has(userId);
      if (known.app.id === app.id && mayHaveIt) this.#drop(known);
    }
  }

  #load(app: App, userId: string): Promise<ReadonlySet<string>> {
    this.forget(app, userId);
    const ids = this.#store.listOf(app.id, userId).then((list): ReadonlySet<string> => new Set(list));
    const known: Known = { app, userId, ids, read: null };
    this.#known.set(keyOf(app, userId), known);
    ids.then(
      (read) => this.#keep(known, read),
      // Whoever asked is told; the next one asks the database again.
      () => this.#drop(known),
    );
    return ids;
  }

  #keep(known: Known, read: ReadonlySet<string>): void {
    if (!this.#has(known)) return;
    known.read = read;
    this.#idCount += read.size;
    for (const oldest of this.#known.values()) {
      if (this.#known.size <= this.#bounds.users && this.#idCount <= this.#bounds.ids) break;
      this.#drop(oldest);
    }
  }

  #drop(known: Known): void {
    if (!this.#has(known)) return;
    this.#known.delete(keyOf(known.app, known.userId));
    this.#idCount -= known.read?.size ?? 0;
  }

  #has(known: Known): boolean {
    return this.#known.get(keyOf(known.app, known.userId)) === known;
  }
}

function keyOf(app: App, userId: string): string {
  return `${app.id}\n${userId}`;
}
