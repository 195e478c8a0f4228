import { asked } from '../asked.ts';
import type { ChatAnswers, ChatApi, ChatInputs } from '../chat-api.ts';

/** An entry of the user's address book. */
export type Contact = ChatAnswers['contacts']['add'];

/** The user's address book. */
export class Contacts {
  readonly #api: ChatApi['contacts'];

  /** @internal */
  constructor(api: ChatApi) {
    this.#api = api.contacts;
  }

  /** A page of it, the newest first; `next` of the answer is `before` of the next page. */
  list(query: ChatInputs['contacts']['list'] = {}): Promise<ChatAnswers['contacts']['list']> {
    return asked(this.#api.list.query(query));
  }

  /** Adds one. It needs a name, and an e-mail or a phone; the answer says which users of the app have those. */
  add(contact: ChatInputs['contacts']['add']): Promise<Contact> {
    return asked(this.#api.add.mutate(contact));
  }

  /** Adds several: all or none. */
  async addMany(contacts: ChatInputs['contacts']['addMany']['contacts']): Promise<Contact[]> {
    return (await asked(this.#api.addMany.mutate({ contacts }))).contacts;
  }

  /** Changes one; what is absent stays, null removes. */
  update(change: ChatInputs['contacts']['update']): Promise<Contact> {
    return asked(this.#api.update.mutate(change));
  }

  async remove(id: string): Promise<void> {
    await asked(this.#api.remove.mutate({ id }));
  }
}
