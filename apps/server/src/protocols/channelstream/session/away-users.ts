import type { User } from './user.ts';

/** For how long, and how much of, those without a connection are remembered. */
export interface AwayLimits {
  readonly ms: number;
  readonly users: number;
  /** Of their states together, as JSON. */
  readonly bytes: number;
}

/** Users without a connection. Backends that connect ever new ones make them no more than may be remembered. */
export class AwayUsers {
  readonly #limits: AwayLimits;
  /** Since when (monotonic ms), and what the state weighs: who went first comes first. */
  readonly #away = new Map<User, { readonly since: number; readonly bytes: number }>();
  #bytes = 0;

  constructor(limits: AwayLimits) {
    this.#limits = limits;
  }

  add(user: User, now: number): void {
    this.delete(user);
    this.#put(user, now);
  }

  delete(user: User): void {
    this.#bytes -= this.#away.get(user)?.bytes ?? 0;
    this.#away.delete(user);
  }

  /** The state of a user is another one now. It is away as long as before. */
  weighAgain(user: User): void {
    const known = this.#away.get(user);
    if (!known) return;
    this.#bytes -= known.bytes;
    this.#put(user, known.since);
  }

  /** Those who have been away too long, or are too many: who went first goes first. They are not among these any more. */
  takeOverdue(now: number): User[] {
    const { ms, users, bytes } = this.#limits;
    const overdue: User[] = [];
    for (const [user, { since }] of this.#away) {
      if (now - since < ms && this.#away.size <= users && this.#bytes <= bytes) break;
      this.delete(user);
      overdue.push(user);
    }
    return overdue;
  }

  #put(user: User, since: number): void {
    this.#away.set(user, { since, bytes: user.bytes });
    this.#bytes += user.bytes;
  }
}
