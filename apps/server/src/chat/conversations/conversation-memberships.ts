import type { Memberships } from '../../core/access/memberships.ts';
import { conversationIdOf } from './conversation.ts';
import type { ConversationMemory } from './conversation-memory.ts';

/** Tells the core who is a member of the channels of conversations. */
export class ConversationMemberships implements Memberships {
  readonly #memory: ConversationMemory;

  constructor(memory: ConversationMemory) {
    this.#memory = memory;
  }

  known(appId: string, userId: string, channel: string): boolean | null {
    const id = conversationIdOf(channel);
    if (id === null) return false;
    return this.#memory.peek(appId, id)?.members.has(userId) ?? null;
  }

  async learn(appId: string, channel: string): Promise<boolean> {
    const id = conversationIdOf(channel);
    return id !== null && (await this.#memory.find(appId, id)) !== null;
  }
}
