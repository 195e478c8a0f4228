import type { App } from '../../core/apps/app.ts';
import type { ContactRecord, ContactStore } from '../../core/store/chat/contact-store.ts';
import { ChangeTurns } from '../../runtime/change-turns.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { matchedWays, waysFromJson, waysToJson } from './contact-ways.ts';
import {
  type Contact,
  type ContactFields,
  type ContactQuery,
  type Contacts,
  MOST_CONTACTS,
  MOST_CONTACTS_AT_ONCE,
} from './contacts.ts';
import { type ContactDraft, requireSound } from './require-sound.ts';

/** So many e-mails and phones are looked up together. */
const MATCHES_AT_ONCE = 2000;

/** Address books in the database. Who of the app a contact is, is found out whenever it is read. */
export class StoredContacts implements Contacts {
  readonly #parts: ChatParts;
  /** What one user changes happens in turn, so that bounds hold and no change undoes another. */
  readonly #turns = new ChangeTurns();

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  async add(caller: ChatCaller, contacts: readonly ContactFields[]): Promise<Contact[]> {
    if (contacts.length > MOST_CONTACTS_AT_ONCE) {
      throw chatRefusal('too_many_contacts', `At most ${MOST_CONTACTS_AT_ONCE} can be added at a time.`);
    }
    const { app, userId } = caller;
    const { clock, ids } = this.#parts.core.runtime;
    const now = clock.now();
    const records = contacts.map((fields) => {
      const draft = changed(EMPTY, fields);
      requireSound(draft);
      return { ...columnsOf(draft), id: ids.next(), appId: app.id, userId, createdAt: now, updatedAt: now };
    });
    if (records.length > 0) await this.#inTurn(caller, () => this.#create(caller, records));
    return this.#matched(app, records);
  }

  async #create({ app, userId }: ChatCaller, records: readonly ContactRecord[]): Promise<void> {
    const there = await this.#store.count(app.id, userId);
    if (there + records.length > MOST_CONTACTS) throw chatRefusal('too_many_contacts');
    await this.#store.create(records);
  }

  async update(caller: ChatCaller, id: string, change: ContactFields): Promise<Contact> {
    const record = await this.#inTurn(caller, () => this.#change(caller, id, change));
    const [contact] = await this.#matched(caller.app, [record]);
    if (contact === undefined) throw chatRefusal('contact_not_found');
    return contact;
  }

  async #change({ app, userId }: ChatCaller, id: string, change: ContactFields): Promise<ContactRecord> {
    const before = await this.#store.find(app.id, userId, id);
    if (before === null) throw chatRefusal('contact_not_found');
    const draft = changed(draftOf(before), change);
    requireSound(draft);
    // Later than before in any case: whoever asks for what changed since then must be told of this.
    const updatedAt = Math.max(this.#parts.core.runtime.clock.now(), before.updatedAt + 1);
    const after = { ...columnsOf(draft), updatedAt };
    const isThere = await this.#store.update(app.id, userId, id, after);
    if (!isThere) throw chatRefusal('contact_not_found');
    return { ...before, ...after };
  }

  async list({ app, userId }: ChatCaller, query: ContactQuery): Promise<Contact[]> {
    return this.#matched(app, await this.#store.list(app.id, userId, query));
  }

  delete(caller: ChatCaller, id: string): Promise<boolean> {
    return this.#inTurn(caller, () => this.#store.delete(caller.app.id, caller.userId, id));
  }

  get #store(): ContactStore {
    return this.#parts.core.store.chat.contacts;
  }

  #inTurn<Result>({ app, userId }: ChatCaller, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(`${app.id}\n${userId}`, work);
  }

  async #matched(app: App, records: readonly ContactRecord[]): Promise<Contact[]> {
    const drafts = records.map(draftOf);
    const emails = await this.#match(app, drafts, 'emails');
    const phones = await this.#match(app, drafts, 'phones');
    return records.map(({ id, userId, createdAt, updatedAt }, index) => {
      const draft = drafts[index] ?? EMPTY;
      return {
        ...draft,
        id,
        userId,
        createdAt,
        updatedAt,
        emails: matchedWays(draft.emails, (value) => emails.get(value)),
        phones: matchedWays(draft.phones, (value) => phones.get(value)),
      };
    });
  }

  /** E-mails and phones each by themselves: what is somebody's phone is not found as an e-mail. */
  async #match(
    app: App,
    drafts: readonly ContactDraft[],
    kind: 'emails' | 'phones',
  ): Promise<ReadonlyMap<string, string>> {
    const values = [...new Set(drafts.flatMap((draft) => draft[kind].map(({ value }) => value)))];
    const found = new Map<string, string>();
    for (let from = 0; from < values.length; from += MATCHES_AT_ONCE) {
      const portion = { emails: [], phones: [], [kind]: values.slice(from, from + MATCHES_AT_ONCE) };
      for (const [value, userId] of await this.#parts.chat.users.match(app, portion))
        found.set(value, userId);
    }
    return found;
  }
}

const EMPTY: ContactDraft = { firstName: null, lastName: null, company: null, emails: [], phones: [] };

function changed(before: ContactDraft, change: ContactFields): ContactDraft {
  const { firstName, lastName, company, emails, phones } = change;
  return {
    firstName: firstName === undefined ? before.firstName : firstName,
    lastName: lastName === undefined ? before.lastName : lastName,
    company: company === undefined ? before.company : company,
    emails: emails ?? before.emails,
    phones: phones ?? before.phones,
  };
}

function draftOf(record: ContactRecord): ContactDraft {
  const { firstName, lastName, company, emails, phones } = record;
  return { firstName, lastName, company, emails: waysFromJson(emails), phones: waysFromJson(phones) };
}

function columnsOf({ firstName, lastName, company, emails, phones }: ContactDraft) {
  return { firstName, lastName, company, emails: waysToJson(emails), phones: waysToJson(phones) };
}
