/**
 * What was opened so far, to be closed in reverse order: by the owner in the end, or at once when opening the rest
 * fails. (Node 20 has no `AsyncDisposableStack` yet.)
 */
export class Closing implements AsyncDisposable {
  readonly #steps: Array<() => unknown> = [];

  /** Keeps a resource to be closed, and returns it. */
  use<Resource extends Disposable | AsyncDisposable>(resource: Resource): Resource {
    this.defer(() =>
      Symbol.asyncDispose in resource ? resource[Symbol.asyncDispose]() : resource[Symbol.dispose](),
    );
    return resource;
  }

  /** Keeps a step to be taken at closing. */
  defer(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Opens something under the protection of this list: if that fails, everything before it is closed. */
  async open<Resource extends Disposable | AsyncDisposable>(
    opening: () => Promise<Resource>,
  ): Promise<Resource> {
    return this.use(await this.attempt(opening));
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

  /** Closes everything, also when a step fails; then throws the first failure. Safe to call twice. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
