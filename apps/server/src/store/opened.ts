/**
 * What was opened so far, to be closed in reverse order: by the owner in the end, or at once when opening the rest
 * fails. (Node 20 has no AsyncDisposableStack yet.)
 */
export class Opened implements AsyncDisposable {
  readonly #closings: Array<() => PromiseLike<void>> = [];

  /** Opens something under the protection of this list: if that fails, everything before it is closed. */
  async open<Resource extends AsyncDisposable>(opening: () => Promise<Resource>): Promise<Resource> {
    const resource = await this.attempt(opening);
    this.onClose(() => resource[Symbol.asyncDispose]());
    return resource;
  }

  /** Does something that needs no closing; if it fails, everything opened before it is closed. */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // The failure that matters is the first one; closing after it is a courtesy.
      await this[Symbol.asyncDispose]().catch(() => undefined);
      throw error;
    }
  }

  onClose(closing: () => PromiseLike<void>): void {
    this.#closings.push(closing);
  }

  /** Closes everything, even when one closing fails; then rejects with the first failure. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let closing = this.#closings.pop(); closing; closing = this.#closings.pop()) {
      try {
        await closing();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
