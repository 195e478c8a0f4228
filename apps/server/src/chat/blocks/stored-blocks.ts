import type { App } from '../../core/apps/app.ts';
import { ChangeTurns } from '../../runtime/change-turns.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { BlockMemory } from './block-memory.ts';
import { type Blocks, MOST_BLOCKED, MOST_BLOCKED_AT_ONCE } from './blocks.ts';

/** Blocks in the database, and those of the users who chat now in memory. */
export class StoredBlocks implements Blocks {
  readonly #parts: ChatParts;
  readonly #memory: BlockMemory;
  /** What one user changes happens in turn, so that its bound holds. */
  readonly #turns = new ChangeTurns();

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#memory = new BlockMemory(parts.core.store.chat.blocks);
  }

  async block(caller: ChatCaller, ids: readonly string[]): Promise<void> {
    const { app, userId } = caller;
    if (ids.includes(userId)) throw chatRefusal('block_self');
    requireFew(ids);
    const users = await this.#parts.chat.users.list(app, [...new Set(ids)]);
    await this.#change(caller, async (blocked) => {
      const fresh = users.map(({ id }) => id).filter((id) => !blocked.has(id));
      if (blocked.size + fresh.length > MOST_BLOCKED) throw chatRefusal('too_many_blocks');
      const { store, runtime } = this.#parts.core;
      if (fresh.length > 0) await store.chat.blocks.add(app.id, userId, fresh, runtime.clock.now());
    });
  }

  async unblock(caller: ChatCaller, ids: readonly string[]): Promise<void> {
    const { app, userId } = caller;
    requireFew(ids);
    await this.#change(caller, async (blocked) => {
      const gone = ids.filter((id) => blocked.has(id));
      if (gone.length > 0) await this.#parts.core.store.chat.blocks.remove(app.id, userId, gone);
    });
  }

  async list({ app, userId }: ChatCaller): Promise<string[]> {
    return [...(await this.#memory.of(app, userId))];
  }

  async between(app: App, one: string, other: string): Promise<boolean> {
    const [ofOne, ofOther] = await Promise.all([this.#memory.of(app, one), this.#memory.of(app, other)]);
    return ofOne.has(other) || ofOther.has(one);
  }

  forget(app: App, userId: string): void {
    this.#memory.forgetEverywhere(app, userId);
  }

  #change({ app, userId }: ChatCaller, work: (blocked: ReadonlySet<string>) => Promise<void>): Promise<void> {
    return this.#turns.take(`${app.id}\n${userId}`, async () => {
      const blocked = await this.#memory.of(app, userId);
      try {
        await work(blocked);
      } finally {
        // Also when it failed: the database may have done it and not have been able to say so.
        this.#memory.forget(app, userId);
      }
    });
  }
}

function requireFew(ids: readonly string[]): void {
  if (ids.length <= MOST_BLOCKED_AT_ONCE) return;
  throw chatRefusal('too_many_blocks', `At most ${MOST_BLOCKED_AT_ONCE} users can be named at a time.`);
}
