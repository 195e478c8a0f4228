import type { ChatCaller } from '../caller.ts';

/** A way to reach somebody. */
export interface ContactWay {
  readonly type: string;
  readonly value: string;
  /** Who of this app has that e-mail or phone. */
  readonly matchedUserId?: string;
}

/** Absent in a change: it stays; null: it is removed. */
export interface ContactFields {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly emails?: ReadonlyArray<Omit<ContactWay, 'matchedUserId'>> | undefined;
  readonly phones?: ReadonlyArray<Omit<ContactWay, 'matchedUserId'>> | undefined;
}

export interface Contact {
  readonly id: string;
  readonly userId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly emails: readonly ContactWay[];
  readonly phones: readonly ContactWay[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ContactQuery {
  readonly limit: number;
  /** Only those changed after this (ms). */
  readonly updatedAfter?: number | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Only those before this one: the last of a page. */
  readonly before?: string | undefined;
}

/** So many contacts has an address book. */
export const MOST_CONTACTS = 10_000;
/** So many can be added at a time. */
export const MOST_CONTACTS_AT_ONCE = 100;
/** So many e-mails has a contact, and so many phones. */
export const MOST_WAYS = 50;
/** Characters in a name, and in an e-mail or a phone. */
export const MOST_CHARACTERS = 255;

/** A user's address book. */
export interface Contacts {
  /**
   * All or none. Each needs a name, and an e-mail or a phone: `contact_without_name`, `contact_without_way`,
   * `contact_too_large`, `too_many_contacts`.
   */
  add(caller: ChatCaller, contacts: readonly ContactFields[]): Promise<Contact[]>;
  /** `contact_not_found`, and as {@link add} where the contact would become such a one. */
  update(caller: ChatCaller, id: string, change: ContactFields): Promise<Contact>;
  /** The newest first, that is by id. */
  list(caller: ChatCaller, query: ContactQuery): Promise<Contact[]>;
  /** Resolves with whether there was one. */
  delete(caller: ChatCaller, id: string): Promise<boolean>;
}
