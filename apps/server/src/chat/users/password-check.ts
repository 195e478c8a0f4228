import type { App } from '../../core/apps/app.ts';
import { hashPassword, verifyPassword } from '../../core/identity/password.ts';
import { type Attempt, type AttemptBound, AttemptLimit } from '../../core/limits/attempt-limit.ts';
import { networkOf } from '../../core/limits/network-of.ts';
import type { UserRecord } from '../../core/store/chat/user-store.ts';
import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';

const MOST_KEYS = 50_000;
/** Nobody has a longer one; comparing it would be work for nothing. */
const MOST_CHARACTERS = 1024;
const DECOY_CHARACTERS = 43;

export interface PasswordAttempt {
  /** The account, known or not, by how its login is compared. */
  readonly loginKey: string;
  readonly address: string;
  readonly password: string;
}

/**
 * Checks passwords, and bounds how often a wrong one can be tried: by account and by address, as the app's settings say.
 * Right ones do not count. The answer takes the same time whether or not there is such an account.
 */
export class PasswordCheck {
  readonly #runtime: Runtime;
  readonly #accounts: AttemptLimit;
  readonly #addresses: AttemptLimit;
  #decoy: Promise<string> | null = null;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#accounts = new AttemptLimit(runtime.clock, MOST_KEYS);
    this.#addresses = new AttemptLimit(runtime.clock, MOST_KEYS);
  }

  /**
   * The user that `find` finds, if it has this password; null otherwise. Throws `rate_limited` after too many wrong ones,
   * before anything is looked at.
   */
  async check(
    app: App,
    { loginKey, address, password }: PasswordAttempt,
    find: () => Promise<UserRecord | null>,
  ): Promise<UserRecord | null> {
    const attempts = this.#begin(app, loginKey, networkOf(address));
    try {
      // Waited for by everybody, or else its making would tell who does not exist.
      const decoy = await this.#decoyHash();
      const user = await find();
      const hash = user?.passwordHash ?? null;
      const matches = await verifyPassword(password.slice(0, MOST_CHARACTERS), hash ?? decoy);
      const isRight = matches && hash !== null && password.length <= MOST_CHARACTERS;
      for (const attempt of attempts) isRight ? attempt.forgive() : attempt.keep();
      return isRight ? user : null;
    } catch (error) {
      for (const attempt of attempts) attempt.forgive();
      throw error;
    }
  }

  #begin(app: App, loginKey: string, network: string): Attempt[] {
    const { failedLoginsPerAccount, failedLoginsPerAddress, failedLoginWindowMs } = app.settings.chat;
    const bound = (most: number): AttemptBound => ({
      most,
      windowMs: failedLoginWindowMs,
      message: 'Too many failed attempts to sign in.',
    });
    const byAddress = this.#addresses.begin(`${app.id}\n${network}`, bound(failedLoginsPerAddress));
    try {
      return [byAddress, this.#accounts.begin(`${app.id}\n${loginKey}`, bound(failedLoginsPerAccount))];
    } catch (error) {
      byAddress.forgive();
      throw error;
    }
  }

  #decoyHash(): Promise<string> {
    const { chance } = this.#runtime;
    this.#decoy ??= hashPassword(randomToken(chance, DECOY_CHARACTERS), chance);
    return this.#decoy;
  }
}
