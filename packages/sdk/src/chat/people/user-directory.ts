import { asked } from '../asked.ts';
import type { ChatApi, ChatInputs, ChatUser } from '../chat-api.ts';

/** Other users of the app. */
export class UserDirectory {
  readonly #api: ChatApi['users'];

  /** @internal */
  constructor(api: ChatApi) {
    this.#api = api.users;
  }

  /** Finds users by a part of the login, first or last name, whatever its case. */
  async search(
    keyword: string,
    options: Omit<ChatInputs['users']['search'], 'keyword'> = {},
  ): Promise<ChatUser[]> {
    return (await asked(this.#api.search.query({ keyword, ...options }))).users;
  }

  /** Users by their ids, at most 100; those that do not exist are absent. */
  async list(ids: readonly string[]): Promise<ChatUser[]> {
    return (await asked(this.#api.list.query({ ids: [...ids] }))).users;
  }
}
