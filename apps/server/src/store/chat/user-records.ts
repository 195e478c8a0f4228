import type { UserQuery, UserRecord, UserStore } from '../../core/store/chat/user-store.ts';
import { isStorableText } from '../events/body-column.ts';
import type { ChatUser } from '../generated/mysql/client.ts';
import { toMillis, toMillisOrNull } from '../records/millis.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { again } from '../sql/again.ts';
import { inPortions } from '../sql/portions.ts';
import type { SqlDatabase } from '../sql/sql-database.ts';
import { answering } from '../sql/sql-error.ts';
import { fromStoredText, toStoredText } from '../sql/stored-text.ts';
import type { ClientData } from './client-data.ts';
import { findUserIds } from './find-user-ids.ts';
import type { UserClient } from './user-client.ts';

/** The users of apps, in a relational database. */
export class UserRecords implements UserStore {
  readonly #prisma: UserClient;
  readonly #calls: RecordCalls;
  readonly #database: SqlDatabase;

  constructor(options: { prisma: UserClient; calls: RecordCalls; database: SqlDatabase }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
    this.#database = options.database;
  }

  async create(user: UserRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.chatUser.create({ data: toRow(user) }));
  }

  async ensure(user: UserRecord): Promise<UserRecord> {
    const { appId, id } = user;
    const where = { appId_id: { appId, id } };
    const row = await this.#calls.again(() =>
      this.#prisma.chatUser.upsert({ where, create: toRow(user), update: {} }),
    );
    return toRecord(row);
  }

  find(appId: string, id: string): Promise<UserRecord | null> {
    return this.#findOne({ appId_id: { appId, id } });
  }

  findByLogin(appId: string, loginKey: string): Promise<UserRecord | null> {
    return this.#findOne({ appId_loginKey: { appId, loginKey: toStoredText(loginKey) } });
  }

  #findOne(where: Parameters<UserClient['chatUser']['findUnique']>[0]['where']): Promise<UserRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.chatUser.findUnique({ where });
      return row && toRecord(row);
    });
  }

  async list(appId: string, ids: readonly string[]): Promise<UserRecord[]> {
    const found: ChatUser[] = [];
    for (const portion of inPortions(descending(ids), () => 0)) {
      const where = { appId, id: { in: portion } };
      found.push(
        ...(await this.#calls.run(() => this.#prisma.chatUser.findMany({ where, orderBy: { id: 'desc' } }))),
      );
    }
    return found.map(toRecord);
  }

  async search(query: UserQuery): Promise<UserRecord[]> {
    const ids = await findUserIds(this.#database, query);
    const users = new Map((await this.list(query.appId, ids)).map((user) => [user.id, user]));
    return ids.flatMap((id) => users.get(id) ?? []);
  }

  replace(user: UserRecord, seenAt: number): Promise<boolean> {
    return this.#calls.run(async () => {
      const { appId, id, lastSeenAt: _stays, createdAt: _fixed, ...data } = toRow(user);
      const { count } = await this.#prisma.chatUser.updateMany({
        where: { appId, id, updatedAt: seenAt },
        data,
      });
      return count === 1;
    });
  }

  delete(appId: string, id: string): Promise<void> {
    return answering(() =>
      again(() =>
        this.#database.transaction(async (sql) => {
          await sql.run('DELETE FROM chat_user WHERE app_id = ? AND id = ?', [appId, id]);
          await sql.run('DELETE FROM chat_block WHERE app_id = ? AND user_id = ?', [appId, id]);
          await sql.run('DELETE FROM chat_block WHERE app_id = ? AND blocked_id = ?', [appId, id]);
        }),
      ),
    );
  }

  async match(
    appId: string,
    { emailKeys, phones }: { emailKeys: readonly string[]; phones: readonly string[] },
  ): Promise<Array<Pick<UserRecord, 'id' | 'emailKey' | 'phone'>>> {
    const values = [
      ...emailKeys.map((value) => ({ value: toStoredText(value), isPhone: false })),
      ...phones.map((value) => ({ value: toStoredText(value), isPhone: true })),
    ];
    const found: UserRecord[] = [];
    for (const portion of inPortions(values, ({ value }) => value.length)) {
      const wanted = (isPhone: boolean): string[] =>
        portion.filter((one) => one.isPhone === isPhone).map(({ value }) => value);
      const rows = await this.#calls.run(() =>
        this.#prisma.chatUser.findMany({
          where: { appId, OR: [{ emailKey: { in: wanted(false) } }, { phone: { in: wanted(true) } }] },
          orderBy: { id: 'desc' },
        }),
      );
      found.push(...rows.map(toRecord));
    }
    return found.map(({ id, emailKey, phone }) => ({ id, emailKey, phone }));
  }
}

/** In the order in which the database compares, by code point, without those that nobody can have. */
function descending(ids: readonly string[]): string[] {
  return [...new Set(ids)]
    .filter(isStorableText)
    .sort((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a)));
}

function toRow(user: UserRecord): ClientData<ChatUser> {
  return {
    ...user,
    login: stored(user.login),
    loginKey: stored(user.loginKey),
    email: stored(user.email),
    emailKey: stored(user.emailKey),
    phone: stored(user.phone),
    firstName: stored(user.firstName),
    lastName: stored(user.lastName),
  };
}

function toRecord(row: ChatUser): UserRecord {
  return {
    ...row,
    login: read(row.login),
    loginKey: read(row.loginKey),
    email: read(row.email),
    emailKey: read(row.emailKey),
    phone: read(row.phone),
    firstName: read(row.firstName),
    lastName: read(row.lastName),
    createdAt: toMillis(row.createdAt),
    updatedAt: toMillis(row.updatedAt),
    lastSeenAt: toMillisOrNull(row.lastSeenAt),
  };
}

function stored(text: string | null): string | null {
  return text === null ? null : toStoredText(text);
}

function read(text: string | null): string | null {
  return text === null ? null : fromStoredText(text);
}
