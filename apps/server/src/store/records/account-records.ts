import { ParleyError } from '../../core/errors/parley-error.ts';
import type { AccountRecord, AccountStore, SignInRecord } from '../../core/store/account-store.ts';
import type { Account } from '../generated/mysql/client.ts';
import { toMillis } from './millis.ts';
import type { RecordCalls } from './record-calls.ts';
import type { RecordsClient } from './records-client.ts';

/** Dashboard accounts and the browsers signed in to them. */
export class AccountRecords implements AccountStore {
  readonly #prisma: RecordsClient;
  readonly #calls: RecordCalls;

  constructor(options: { prisma: RecordsClient; calls: RecordCalls }) {
    this.#prisma = options.prisma;
    this.#calls = options.calls;
  }

  findAccountByName(name: string): Promise<AccountRecord | null> {
    return this.#findOne({ name });
  }

  findAccount(id: string): Promise<AccountRecord | null> {
    return this.#findOne({ id });
  }

  #findOne(where: { name: string } | { id: string }): Promise<AccountRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.account.findUnique({ where });
      return row ? toAccountRecord(row) : null;
    });
  }

  async createAccount(account: AccountRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.account.create({ data: { ...account } }));
  }

  async updateAccount(
    id: string,
    change: { passwordHash?: string; role?: AccountRecord['role'] },
  ): Promise<void> {
    await this.#calls.run(() => this.#prisma.account.update({ where: { id }, data: change }));
  }

  async createSignIn(signIn: SignInRecord): Promise<void> {
    await this.#calls.run(() => this.#prisma.signIn.create({ data: { ...signIn } }));
  }

  findSignIn(tokenHash: string): Promise<SignInRecord | null> {
    return this.#calls.run(async () => {
      const row = await this.#prisma.signIn.findUnique({ where: { tokenHash } });
      if (!row) return null;
      return { ...row, createdAt: toMillis(row.createdAt), expiresAt: toMillis(row.expiresAt) };
    });
  }

  async deleteSignIn(tokenHash: string): Promise<void> {
    await this.#calls.run(() => this.#prisma.signIn.deleteMany({ where: { tokenHash } }));
  }

  deleteSignInsOf(accountId: string): Promise<number> {
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.signIn.deleteMany({ where: { accountId } });
      return count;
    });
  }

  removeExpiredSignIns(now: number): Promise<number> {
    return this.#calls.run(async () => {
      const { count } = await this.#prisma.signIn.deleteMany({ where: { expiresAt: { lte: now } } });
      return count;
    });
  }
}

function toAccountRecord(row: Account): AccountRecord {
  if (row.role !== 'operator' && row.role !== 'viewer') {
    throw new ParleyError('internal', `The database holds an account with the unknown role ${row.role}.`);
  }
  return { ...row, role: row.role, createdAt: toMillis(row.createdAt) };
}
