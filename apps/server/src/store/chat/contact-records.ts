import type {
  ContactChange,
  ContactQuery,
  ContactRecord,
  ContactStore,
} from '../../core/store/chat/contact-store.ts';
import { isStorableText } from '../events/body-column.ts';
import type { ChatContact } from '../generated/mysql/client.ts';
import { toMillis } from '../records/millis.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';
import type { ContactClient } from './contact-client.ts';

/** The address books of users, in a relational database. */
export class ContactRecords implements ContactStore {
  readonly #contacts: ContactClient['chatContact'];
  readonly #calls: RecordCalls;

  constructor(options: { prisma: ContactClient; calls: RecordCalls }) {
    this.#contacts = options.prisma.chatContact;
    this.#calls = options.calls;
  }

  async create(contacts: readonly ContactRecord[]): Promise<void> {
    const data = contacts.map(({ firstName, lastName, company, ...rest }) => ({
      ...rest,
      firstName: stored(firstName),
      lastName: stored(lastName),
      company: stored(company),
    }));
    await this.#calls.run(() => this.#contacts.createMany({ data }));
  }

  count(appId: string, userId: string): Promise<number> {
    return this.#calls.run(() => this.#contacts.count({ where: { appId, userId } }));
  }

  async find(appId: string, userId: string, id: string): Promise<ContactRecord | null> {
    const [contact] = await this.list(appId, userId, { ids: [id], limit: 1 });
    return contact ?? null;
  }

  list(
    appId: string,
    userId: string,
    { limit, updatedAfter, before, ids }: ContactQuery,
  ): Promise<ContactRecord[]> {
    const id = {
      ...(ids !== undefined && { in: ids.filter(isStorableText) }),
      ...(before !== undefined && { lt: before }),
    };
    const where = {
      appId,
      userId,
      id,
      ...(updatedAfter !== undefined && { updatedAt: { gt: updatedAfter } }),
    };
    return this.#calls.run(async () => {
      const rows = await this.#contacts.findMany({ where, orderBy: { id: 'desc' }, take: limit });
      return rows.map(toRecord);
    });
  }

  update(appId: string, userId: string, id: string, change: ContactChange): Promise<boolean> {
    const { firstName, lastName, company, ...rest } = change;
    const data = {
      ...rest,
      ...(firstName !== undefined && { firstName: stored(firstName) }),
      ...(lastName !== undefined && { lastName: stored(lastName) }),
      ...(company !== undefined && { company: stored(company) }),
    };
    return this.#calls.run(async () => {
      const { count } = await this.#contacts.updateMany({ where: { id, appId, userId }, data });
      return count === 1;
    });
  }

  delete(appId: string, userId: string, id: string): Promise<boolean> {
    if (!isStorableText(id)) return Promise.resolve(false);
    return this.#calls.run(async () => {
      const { count } = await this.#contacts.deleteMany({ where: { id, appId, userId } });
      return count === 1;
    });
  }
}

function toRecord(row: ChatContact): ContactRecord {
  return {
    ...row,
    firstName: read(row.firstName),
    lastName: read(row.lastName),
    company: read(row.company),
    createdAt: toMillis(row.createdAt),
    updatedAt: toMillis(row.updatedAt),
  };
}

function stored(text: string | null): string | null {
  return text === null ? null : toStoredText(text);
}

function read(text: string | null): string | null {
  return text === null ? null : fromStoredText(text);
}
