import type { Engine, News } from '../core/engine/engine.ts';

/**
 * Nodes of one process that hear one another: one node in production, several in tests of what crosses nodes. News is
 * handed over in a microtask, so that announcing never runs a listener's code.
 */
export class LocalBus {
  readonly #nodes = new Set<LocalEngine>();

  /** A node's own end of the bus. */
  join(): Engine {
    const node = new LocalEngine(
      (news) => this.#spread(node, news),
      () => this.#nodes.delete(node),
    );
    this.#nodes.add(node);
    return node;
  }

  #spread(from: LocalEngine, news: News): void {
    if (this.#nodes.size < 2) return;
    queueMicrotask(() => {
      for (const node of this.#nodes) if (node !== from) node.receive(news);
    });
  }
}

class LocalEngine implements Engine {
  readonly #send: (news: News) => void;
  readonly #leave: () => void;
  readonly #listeners = new Set<(news: News) => void>();
  #closed = false;

  constructor(send: (news: News) => void, leave: () => void) {
    this.#send = send;
    this.#leave = leave;
  }

  announce(news: News): void {
    if (!this.#closed) this.#send(news);
  }

  listen(listener: (news: News) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  receive(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#leave();
    this.#listeners.clear();
  }
}
