import type { ConversationStore } from '../../core/store/chat/conversation-store.ts';
import { fromKept, type KnownConversation } from './kept-conversation.ts';

export interface ConversationMemoryBounds {
  readonly conversations: number;
  /** Of all of them together: groups may be large. */
  readonly members: number;
}

/** Of more, those that nobody asked for longest have to be read again. */
const DEFAULT_BOUNDS: ConversationMemoryBounds = { conversations: 20_000, members: 500_000 };
/** Conversations that one query reads. */
const PORTION = 500;
/**
 * The conversations that were asked for lately, with their members. What is in here is what was committed last: whoever
 * changes a conversation says so with {@link put} or {@link forget} at once, and a read that was under way meanwhile is not
 * kept.
 */
export class ConversationMemory {
  readonly #store: Pick<ConversationStore, 'load'>;
  readonly #bounds: ConversationMemoryBounds;
  /** In the order in which they were asked for. */
  readonly #known = new Map<string, KnownConversation>();
  #memberCount = 0;
  readonly #loads = new Map<string, Promise<KnownConversation | null>>();

  constructor(store: Pick<ConversationStore, 'load'>, bounds = DEFAULT_BOUNDS) {
    this.#store = store;
    this.#bounds = bounds;
  }

  /** If it is in memory. */
  peek(appId: string, id: string): KnownConversation | null {
    const key = keyOf(appId, id);
    const known = this.#known.get(key);
    if (!known) return null;
    this.#known.delete(key);
    this.#known.set(key, known);
    return known;
  }

  async find(appId: string, id: string): Promise<KnownConversation | null> {
    const known = this.peek(appId, id);
    if (known) return known;
    const found = await this.findMany(appId, [id]);
    return found.get(id) ?? null;
  }

  /** Those that there are, by id, in the order asked for. */
  async findMany(appId: string, ids: readonly string[]): Promise<Map<string, KnownConversation>> {
    const missing = [...new Set(ids)].filter(
      (id) => isId(id) && !this.#known.has(keyOf(appId, id)) && !this.#loads.has(keyOf(appId, id)),
    );
    for (let from = 0; from < missing.length; from += PORTION) {
      this.#load(appId, missing.slice(from, from + PORTION));
    }
    const loading = ids.map((id) => this.peek(appId, id) ?? this.#loads.get(keyOf(appId, id)) ?? null);
    const found = new Map<string, KnownConversation>();
    for (const known of await Promise.all(loading)) if (known) found.set(known.conversation.id, known);
    return found;
  }

  /** It was made, or is now as given. */
  put(appId: string, known: KnownConversation): void {
    this.forget(appId, known.conversation.id);
    this.#known.set(keyOf(appId, known.conversation.id), known);
    this.#memberCount += known.members.size;
    const { conversations, members } = this.#bounds;
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= conversations && this.#memberCount <= members) break;
      this.#drop(oldest);
    }
  }

  /** It is gone, or nobody knows what has become of it. */
  forget(appId: string, id: string): void {
    this.#drop(keyOf(appId, id));
    this.#loads.delete(keyOf(appId, id));
  }

  forgetApp(appId: string): void {
    const isOfApp = (key: string): boolean => key.startsWith(keyOf(appId, ''));
    for (const key of this.#known.keys()) if (isOfApp(key)) this.#drop(key);
    for (const key of this.#loads.keys()) if (isOfApp(key)) this.#loads.delete(key);
  }

  #drop(key: string): void {
    this.#memberCount -= this.#known.get(key)?.members.size ?? 0;
    this.#known.delete(key);
  }

  #load(appId: string, ids: readonly string[]): void {
    const portion = this.#store
      .load(appId, ids)
      .then((kept) => new Map(kept.map((one) => [one.conversation.id, fromKept(one)])));
    for (const id of ids) {
      const key = keyOf(appId, id);
      const load = portion
        .then((found) => {
          const known = found.get(id) ?? null;
          if (known && this.#loads.get(key) === load) this.put(appId, known);
          return known;
        })
        .finally(() => {
          if (this.#loads.get(key) === load) this.#loads.delete(key);
        });
      this.#loads.set(key, load);
    }
  }
}

/** What no id of ours looks like need not be looked for. */
function isId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}

function keyOf(appId: string, id: string): string {
  return `${appId}\n${id}`;
}
