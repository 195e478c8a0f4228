/** Resources to be closed in the reverse order of their opening (Node 20 has no `AsyncDisposableStack`). */
export class Closing implements AsyncDisposable {
  #steps: Array<() => unknown> = [];

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

  /** Closes everything, also when a step fails; then throws the first failure. Safe to call twice. */
  async [Symbol.asyncDispose](): Promise<void> {
    const steps = this.#steps.reverse();
    this.#steps = [];
    const failures: unknown[] = [];
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
