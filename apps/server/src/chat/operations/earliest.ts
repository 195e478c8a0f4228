import type { Operation } from './operations.ts';

/**
 * The first so many of however many operations, in one of the two directions of time; and those of the same time as the last
 * of them, so that whoever goes on from that time misses none.
 */
export class Earliest {
  readonly #limit: number;
  readonly #direction: 1 | -1;
  #kept: Operation[] = [];

  /** @param order `newest`: the newest are the first. */
  constructor(order: 'oldest' | 'newest', limit: number) {
    this.#limit = limit;
    this.#direction = order === 'oldest' ? 1 : -1;
  }

  /** In order. */
  get operations(): Operation[] {
    return this.#kept;
  }

  /** Whether something of that time (ms) could still be among them. */
  wants(at: number): boolean {
    const last = this.#kept[this.#limit - 1];
    return last === undefined || this.#direction * (at - last.at) <= 0;
  }

  add(operations: readonly Operation[]): void {
    this.#kept = [...this.#kept, ...operations].sort(
      (one, other) => this.#direction * (one.at - other.at || (one.id < other.id ? -1 : 1)),
    );
    const last = this.#kept[this.#limit - 1];
    if (last) this.#kept = this.#kept.filter(({ at }, index) => index < this.#limit || at === last.at);
  }
}
