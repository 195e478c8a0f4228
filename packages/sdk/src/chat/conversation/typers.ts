import type { Runtime } from '../../runtime/runtime.ts';

/** How long somebody counts as writing after saying so. */
const TYPING_MS = 6000;
/** Who else writes at the same time is not shown. */
const MOST_TYPERS = 50;

/** Who is writing in a conversation. */
export class Typers implements Disposable {
  readonly #runtime: Runtime;
  readonly #changed: () => void;
  readonly #timers = new Map<string, Disposable>();
  #users: readonly string[] = [];

  constructor(runtime: Runtime, changed: () => void) {
    this.#runtime = runtime;
    this.#changed = changed;
  }

  /** The same array until something changes. */
  get users(): readonly string[] {
    return this.#users;
  }

  /** A user says that it is writing. */
  began(user: string): void {
    const known = this.#timers.get(user);
    if (!known && this.#timers.size >= MOST_TYPERS) return;
    known?.[Symbol.dispose]();
    this.#timers.set(
      user,
      this.#runtime.after(TYPING_MS, () => this.ended(user)),
    );
    if (!known) this.#update();
  }

  /** A user has said what it wrote, or stopped. */
  ended(user: string): void {
    const timer = this.#timers.get(user);
    if (!timer) return;
    timer[Symbol.dispose]();
    this.#timers.delete(user);
    this.#update();
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    this.#timers.clear();
    this.#users = [];
  }

  #update(): void {
    this.#users = [...this.#timers.keys()];
    this.#changed();
  }
}
