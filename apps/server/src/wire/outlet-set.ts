/** The connections that are open, and the moment when none is. */
export class OutletSet<T> implements Iterable<T> {
  readonly #members = new Set<T>();
  #waiters: Array<() => void> = [];

  get size(): number {
    return this.#members.size;
  }

  add(member: T): void {
    this.#members.add(member);
  }

  delete(member: T): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  /** Resolves when the set is empty. */
  whenEmpty(): Promise<void> {
    if (this.#members.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#members.values();
  }
}
