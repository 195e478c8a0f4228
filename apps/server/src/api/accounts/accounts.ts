import { LRUCache } from 'lru-cache';
import { fingerprint } from '../../core/apps/key-vault.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { hashPassword, verifyPassword } from '../../core/identity/password.ts';
import { networkOf } from '../../core/limits/network-of.ts';
import { TokenBucket } from '../../core/limits/token-bucket.ts';
import type { AccountRecord, AccountStore } from '../../core/store/account-store.ts';
import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';

export const SIGN_IN_MS = 12 * 3_600_000;

const ATTEMPTS_PER_ADDRESS = 10;
/** Larger, so that a stranger cannot lock an account out by guessing at it from one address. */
const ATTEMPTS_PER_NAME = 100;
const MAX_TRACKED = 10_000;
const TOKEN_LENGTH = 43;

interface FoundSignIn {
  readonly account: AccountRecord;
  readonly signIn: string;
  readonly expiresAt: number;
}

/** Dashboard accounts: signing in and out, throttled by address and by name. */
export class Accounts {
  readonly #store: AccountStore;
  readonly #runtime: Runtime;
  /** Only so many, however many addresses and names are tried: those not tried for longest are forgotten. */
  readonly #attempts = new LRUCache<string, TokenBucket>({ max: MAX_TRACKED });
  /** Checked when the name is unknown, so that the time of an answer does not tell which names exist. */
  #decoy: Promise<string> | null = null;

  constructor(store: AccountStore, runtime: Runtime) {
    this.#store = store;
    this.#runtime = runtime;
  }

  /** Checks a password. Returns a token for the cookie. Throws `unauthenticated` or `rate_limited`. */
  async signIn(
    name: string,
    password: string,
    address: string,
  ): Promise<{ token: string; account: AccountRecord }> {
    this.#throttle(`address\n${networkOf(address)}`, ATTEMPTS_PER_ADDRESS);
    this.#throttle(`name\n${name}`, ATTEMPTS_PER_NAME);
    const account = await this.#store.findAccountByName(name);
    const hash = account?.passwordHash ?? (await this.#decoyHash());
    const matches = await verifyPassword(password, hash);
    if (!account || !matches) throw new ParleyError('unauthenticated', 'The name or the password is wrong.');
    const now = this.#runtime.clock.now();
    const token = randomToken(this.#runtime.chance, TOKEN_LENGTH);
    await this.#store.removeExpiredSignIns(now);
    await this.#store.createSignIn({
      id: this.#runtime.ids.next(),
      accountId: account.id,
      tokenHash: fingerprint(token),
      createdAt: now,
      expiresAt: now + SIGN_IN_MS,
      address,
    });
    return { token, account };
  }

  /** Resolves with the id of the sign-in that ended; null if there was none. */
  async signOut(token: string): Promise<string | null> {
    const signIn = await this.#store.findSignIn(fingerprint(token));
    await this.#store.deleteSignIn(fingerprint(token));
    return signIn?.id ?? null;
  }

  /** The account behind a cookie's token, the sign-in and when it ends; null if there is none or it has expired. */
  async find(token: string): Promise<FoundSignIn | null> {
    const signIn = await this.#store.findSignIn(fingerprint(token));
    if (!signIn || signIn.expiresAt <= this.#runtime.clock.now()) return null;
    const account = await this.#store.findAccount(signIn.accountId);
    return account && { account, signIn: signIn.id, expiresAt: signIn.expiresAt };
  }

  /** Creates the account, or gives it this password if it has another one; that ends its sign-ins. */
  async ensure(name: string, password: string, role: AccountRecord['role']): Promise<void> {
    const known = await this.#store.findAccountByName(name);
    if (known && (await verifyPassword(password, known.passwordHash))) return;
    const passwordHash = await hashPassword(password, this.#runtime.chance);
    if (known) {
      await this.#store.updateAccount(known.id, { passwordHash, role });
      await this.#store.deleteSignInsOf(known.id);
      return;
    }
    const createdAt = this.#runtime.clock.now();
    await this.#store.createAccount({ id: this.#runtime.ids.next(), name, passwordHash, role, createdAt });
  }

  async exists(name: string): Promise<boolean> {
    return (await this.#store.findAccountByName(name)) !== null;
  }

  #throttle(who: string, perMinute: number): void {
    const bucket = this.#attempts.get(who) ?? new TokenBucket(this.#runtime.clock, perMinute / 60, perMinute);
    this.#attempts.set(who, bucket);
    const wait = bucket.take();
    if (wait > 0)
      throw new ParleyError('rate_limited', 'Too many attempts to sign in.', { retryAfterMs: wait });
  }

  #decoyHash(): Promise<string> {
    this.#decoy ??= hashPassword(randomToken(this.#runtime.chance, TOKEN_LENGTH), this.#runtime.chance);
    return this.#decoy;
  }
}
