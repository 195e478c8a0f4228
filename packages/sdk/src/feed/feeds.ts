import type { Calls } from '../rpc/calls.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { Feed } from './feed.ts';

/** The feeds in use, one per channel. */
export class Feeds {
  readonly #calls: Calls;
  readonly #runtime: Runtime;
  readonly #report: (fault: unknown) => void;
  readonly #byChannel = new Map<string, Feed>();

  constructor(calls: Calls, runtime: Runtime, report: (fault: unknown) => void) {
    this.#calls = calls;
    this.#runtime = runtime;
    this.#report = report;
  }

  /** The feed of a channel: the one in use, or a new one, which is dropped again when nobody needs it. */
  of(channel: string): Feed {
    const known = this.#byChannel.get(channel);
    if (known) return known;
    const feed: Feed = new Feed({
      channel,
      calls: this.#calls,
      runtime: this.#runtime,
      report: this.#report,
      retired: () => {
        if (this.#byChannel.get(channel) === feed) this.#byChannel.delete(channel);
      },
    });
    this.#byChannel.set(channel, feed);
    return feed;
  }

  /** The feed of a channel if anybody uses it. */
  find(channel: string): Feed | undefined {
    return this.#byChannel.get(channel);
  }

  get size(): number {
    return this.#byChannel.size;
  }
}
