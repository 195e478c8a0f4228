/**
 * Keeps what one client pushes in its order, though it does not wait for answers.
 *
 * Most pushes are stored in the order in which they are begun, and many at once cost as little as one: those go `together`.
 * A push that takes several steps (to several channels, or to one that is first to be kept) goes `alone`: after all before
 * it, and before all after it. Otherwise the next one, which needs a single step, would overtake it.
 */
export class PushOrder {
  /** The last that goes alone. Never rejects. */
  #barrier: Promise<unknown> = Promise.resolve();
  /** Those that began, or will begin, after it. */
  readonly #since = new Set<Promise<unknown>>();

  /** Begins as soon as the last that goes alone is done, after those that asked before. Settles as `work` does. */
  together<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#barrier.then(work);
    const settled: Promise<unknown> = done.then(nothing, nothing).then(() => this.#since.delete(settled));
    this.#since.add(settled);
    return done;
  }

  /** Begins when all that asked before are done, and holds up all that ask later. Settles as `work` does. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = [this.#barrier, ...this.#since];
    const done = Promise.all(before).then(work);
    this.#barrier = done.then(nothing, nothing);
    this.#since.clear();
    return done;
  }
}

function nothing(): void {}
