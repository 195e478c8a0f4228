import type { ChatCaller } from '../caller.ts';

/** A way to reach somebody. */
export interface ContactWay {
  readonly type: string;
  readonly value: string;
  /** Who of this app has that e-mail or phone. */
  readonly matchedUserId?: string;
}

export interface ContactFields {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly emails?: ReadonlyArray<Omit<ContactWay, 'matchedUserId'>>;
  readonly phones?: ReadonlyArray<Omit<ContactWay, 'matchedUserId'>>;
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

/** A user's address book. */
export interface Contacts {
  /** All or none. Each needs a name, and an e-mail or a phone: the caller's protocol has checked it. */
  add(caller: ChatCaller, contacts: readonly ContactFields[]): Promise<Contact[]>;
  /** `contact_not_found`. */
  update(caller: ChatCaller, id: string, change: ContactFields): Promise<Contact>;
  /** Newest first. */
  list(
    caller: ChatCaller,
    query: { readonly updatedAfter?: number; readonly limit: number; readonly ids?: readonly string[] },
  ): Promise<Contact[]>;
  /** Resolves with whether there was one. */
  delete(caller: ChatCaller, id: string): Promise<boolean>;
}
