/** An entry of an address book as it is kept. Times are ms since 1970. */
export interface ContactRecord {
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  /** JSON; `chat/` owns the schema, of phones as well. */
  readonly emails: string;
  readonly phones: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What can be changed of one. */
export type ContactChange = Partial<
  Pick<ContactRecord, 'firstName' | 'lastName' | 'company' | 'emails' | 'phones' | 'updatedAt'>
>;

export interface ContactQuery {
  readonly limit: number;
  /** Only those changed after this (ms). */
  readonly updatedAfter?: number | undefined;
  /** Only those with a lower id. */
  readonly before?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** The address books of users. */
export interface ContactStore {
  /** All or none. Rejects with `not_found` if the user is gone. */
  create(contacts: readonly ContactRecord[]): Promise<void>;
  count(appId: string, userId: string): Promise<number>;
  find(appId: string, userId: string, id: string): Promise<ContactRecord | null>;
  /** By id, descending. */
  list(appId: string, userId: string, query: ContactQuery): Promise<ContactRecord[]>;
  /** Resolves with whether the user has such a contact. */
  update(appId: string, userId: string, id: string, change: ContactChange): Promise<boolean>;
  /** Resolves with whether there was one. */
  delete(appId: string, userId: string, id: string): Promise<boolean>;
}
