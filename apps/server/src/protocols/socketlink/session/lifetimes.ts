import type { App } from '../../../core/apps/app.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

/** A connection that may grow too old. */
export interface Aging {
  readonly app: App;
  /** On the monotonic clock (ms). */
  readonly openedAt: number;
  /** It is as old as its app allows: asks the client to reconnect. */
  expire(): void;
}

const LOOK_EVERY_MS = 1000;

/**
 * Ends connections that are as old as their app allows, to the second. What the app allows is asked at each look, so a
 * change holds for those that are open. One timer serves all, and only while there are any; connections are kept by age, so
 * a look costs no more than there are to end.
 */
export class Lifetimes {
  readonly #runtime: Pick<Runtime, 'clock' | 'timers'>;
  readonly #byApp = new Map<App, Set<Aging>>();
  #timer: Disposable | null = null;

  constructor(runtime: Pick<Runtime, 'clock' | 'timers'>) {
    this.#runtime = runtime;
  }

  add(connection: Aging): void {
    const ofApp = this.#byApp.get(connection.app) ?? new Set<Aging>();
    this.#byApp.set(connection.app, ofApp);
    ofApp.add(connection);
    this.#timer ??= this.#runtime.timers.every(LOOK_EVERY_MS, () => this.#look());
  }

  remove(connection: Aging): void {
    const ofApp = this.#byApp.get(connection.app);
    ofApp?.delete(connection);
    if (ofApp?.size === 0) this.#byApp.delete(connection.app);
    if (this.#byApp.size > 0) return;
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }

  #look(): void {
    const now = this.#runtime.clock.monotonic();
    for (const [app, connections] of this.#byApp) {
      const { maxLifetimeMs } = app.settings.rooms;
      if (maxLifetimeMs === 0) continue;
      for (const connection of [...oldest(connections, now - maxLifetimeMs)]) connection.expire();
    }
  }
}

/** Those opened at `before` or earlier; they come first. */
function* oldest(connections: ReadonlySet<Aging>, before: number): Iterable<Aging> {
  for (const connection of connections) {
    if (connection.openedAt > before) return;
    yield connection;
  }
}
