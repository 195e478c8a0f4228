/** Somebody who may sign in to the dashboard. */
export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  /** scrypt, in a self-describing form; never sent anywhere. */
  readonly passwordHash: string;
  readonly role: 'operator' | 'viewer';
  readonly createdAt: number;
}

/** A signed-in browser. The cookie holds a token; only its SHA-256 is kept. */
export interface SignInRecord {
  readonly id: string;
  readonly accountId: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly address: string;
}

export interface AccountStore {
  /** Names are compared exactly. */
  findAccountByName(name: string): Promise<AccountRecord | null>;
  findAccount(id: string): Promise<AccountRecord | null>;
  /** Rejects with `conflict` if the name is taken. */
  createAccount(account: AccountRecord): Promise<void>;
  updateAccount(id: string, change: { passwordHash?: string; role?: AccountRecord['role'] }): Promise<void>;

  createSignIn(signIn: SignInRecord): Promise<void>;
  findSignIn(tokenHash: string): Promise<SignInRecord | null>;
  deleteSignIn(tokenHash: string): Promise<void>;
  /** Ends every session of an account, as after a change of password; returns how many. */
  deleteSignInsOf(accountId: string): Promise<number>;
  removeExpiredSignIns(now: number): Promise<number>;
}
