/** Memory that all workers share for requests that are next in turn. What finds no room is read from the database later. */
export class MemoryBudget {
  #left: number;

  /** @param bytes what there is of it. */
  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** False: there is not so much left, and nothing was taken. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}
