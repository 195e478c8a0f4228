import { asked } from '../asked.ts';
import type { ChatApi } from '../chat-api.ts';

/** Whom the user does not want to hear from: in private, neither can write to the other. */
export class Blocks {
  readonly #api: ChatApi['blocks'];

  /** @internal */
  constructor(api: ChatApi) {
    this.#api = api.blocks;
  }

  /** The ids of those who are blocked, in the order in which they were. */
  async list(page: { readonly offset?: number; readonly limit?: number } = {}): Promise<string[]> {
    return (await asked(this.#api.list.query(page))).users;
  }

  async block(...users: readonly string[]): Promise<void> {
    await asked(this.#api.block.mutate({ users: [...users] }));
  }

  async unblock(...users: readonly string[]): Promise<void> {
    await asked(this.#api.unblock.mutate({ users: [...users] }));
  }
}
