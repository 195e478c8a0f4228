import type { App } from '../../core/apps/app.ts';
import type { OnlineUsers } from '../../core/session/online-users.ts';
import { Closing } from '../../runtime/closing.ts';
import type { ChatParts } from '../chat-parts.ts';
import type { Activity, LastActivity } from './activity.ts';
import { LastSeen } from './last-seen.ts';

type Listener = (activity: LastActivity) => void;

/** Who is online, from the live connections; who was here when, from the database. */
export class LiveActivity implements Activity, AsyncDisposable {
  readonly #parts: ChatParts;
  readonly #lastSeen: LastSeen;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #closing = new Closing();

  constructor(parts: ChatParts) {
    const { runtime, store, sessions } = parts.core;
    this.#parts = parts;
    this.#lastSeen = this.#closing.use(
      new LastSeen({ runtime, store: store.chat.activity, onFailure: (cause) => parts.onFailure(cause) }),
    );
    // Who is still here when the server goes down is gone with it.
    this.#closing.defer(() => this.#noteAllOnline());
    this.#closing.use(sessions.online.watch((...news) => this.#changed(...news)));
  }

  async of(app: App, userIds: readonly string[]): Promise<LastActivity[]> {
    const wanted = [...new Set(userIds)];
    const { seen, left } = await this.#read(app, wanted);
    return wanted.flatMap((userId) => {
      if (this.#online.has(app.id, userId)) return { userId, isOnline: true, lastSeenAt: null };
      const stored = seen.get(userId);
      if (stored === undefined) return [];
      const known = later(left.get(userId) ?? null, this.#lastSeen.waitingOf(app.id, userId));
      return { userId, isOnline: false, lastSeenAt: later(stored, known) };
    });
  }

  watch(app: App, userId: string, listener: Listener): Disposable {
    const key = keyOf(app.id, userId);
    const listeners = this.#listeners.get(key) ?? new Set<Listener>();
    this.#listeners.set(key, listeners);
    // Its own, so that the same function may listen twice.
    const own: Listener = (activity) => listener(activity);
    listeners.add(own);
    return {
      [Symbol.dispose]: () => {
        listeners.delete(own);
        if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
      },
    };
  }

  online(
    app: App,
    page: { readonly limit: number; readonly offset: number },
  ): { readonly count: number; readonly userIds: string[] } {
    return { count: this.#online.count(app.id), userIds: this.#online.page(app.id, page) };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }

  /** What is stored of users, and who left while that was read, so that the database may have been asked too early. */
  async #read(
    app: App,
    userIds: readonly string[],
  ): Promise<{ seen: ReadonlyMap<string, number | null>; left: ReadonlyMap<string, number | null> }> {
    const left = new Map<string, number | null>();
    const watching = userIds.map((userId) =>
      this.watch(app, userId, ({ lastSeenAt }) => void left.set(userId, lastSeenAt)),
    );
    try {
      return { seen: await this.#parts.core.store.chat.activity.lastSeen(app.id, userIds), left };
    } finally {
      for (const watch of watching) watch[Symbol.dispose]();
    }
  }

  get #online(): OnlineUsers {
    return this.#parts.core.sessions.online;
  }

  #changed(appId: string, userId: string, isOnline: boolean): void {
    const at = this.#parts.core.runtime.clock.now();
    if (!isOnline) this.#lastSeen.note({ appId, userId, at });
    const activity = { userId, isOnline, lastSeenAt: isOnline ? null : at };
    for (const listener of [...(this.#listeners.get(keyOf(appId, userId)) ?? [])]) {
      try {
        listener(activity);
      } catch (cause) {
        // Whoever listens must not keep a connection from beginning or ending.
        this.#parts.onFailure(cause);
      }
    }
  }

  #noteAllOnline(): void {
    const at = this.#parts.core.runtime.clock.now();
    for (const user of this.#online.all()) this.#lastSeen.note({ ...user, at });
  }
}

function keyOf(appId: string, userId: string): string {
  return `${appId}\n${userId}`;
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
