import type { Session } from './session.ts';
import { SortedIds } from './sorted-ids.ts';

/** Hears that a user came or went; is told at once, so it must not throw. */
export type UserWatcher = (appId: string, userId: string, isOnline: boolean) => void;

/**
 * The users of this node who have a connection that is proved to be theirs. Who merely claims to be a user, or is one on
 * some channels only, brings nobody online.
 */
export class OnlineUsers {
  /** Who each session counts for. */
  readonly #userOf = new Map<Session, string>();
  readonly #byApp = new Map<string, OnlineApp>();
  readonly #watchers = new Set<UserWatcher>();

  /** A session began, ended, or proved something new. */
  note(session: Session): void {
    const before = this.#userOf.get(session) ?? null;
    const now = provedUserOf(session);
    if (now === before) return;
    if (now === null) this.#userOf.delete(session);
    else this.#userOf.set(session, now);
    if (before !== null) this.#leave(session.app.id, before);
    if (now !== null) this.#enter(session.app.id, now);
  }

  has(appId: string, userId: string): boolean {
    return this.#byApp.get(appId)?.connections.has(userId) === true;
  }

  count(appId: string): number {
    return this.#byApp.get(appId)?.ids.size ?? 0;
  }

  /** By id, ascending. */
  page(appId: string, { offset, limit }: { readonly offset: number; readonly limit: number }): string[] {
    return this.#byApp.get(appId)?.ids.slice(offset, offset + limit) ?? [];
  }

  /** All of them, as they are now. */
  all(): Array<{ readonly appId: string; readonly userId: string }> {
    return [...this.#byApp].flatMap(([appId, { ids }]) => ids.slice(0).map((userId) => ({ appId, userId })));
  }

  /** Calls from now on with each user's first connection, and with the end of its last one, once that is so. */
  watch(watcher: UserWatcher): Disposable {
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => this.#watchers.delete(watcher) };
  }

  #enter(appId: string, userId: string): void {
    const app = this.#byApp.get(appId) ?? { connections: new Map<string, number>(), ids: new SortedIds() };
    this.#byApp.set(appId, app);
    const connections = (app.connections.get(userId) ?? 0) + 1;
    app.connections.set(userId, connections);
    if (connections > 1) return;
    app.ids.add(userId);
    this.#tell(appId, userId, true);
  }

  #leave(appId: string, userId: string): void {
    const app = this.#byApp.get(appId);
    if (app === undefined) return;
    const connections = (app.connections.get(userId) ?? 0) - 1;
    if (connections > 0) {
      app.connections.set(userId, connections);
      return;
    }
    app.connections.delete(userId);
    app.ids.delete(userId);
    if (app.ids.size === 0) this.#byApp.delete(appId);
    this.#tell(appId, userId, false);
  }

  #tell(appId: string, userId: string, isOnline: boolean): void {
    for (const watcher of [...this.#watchers]) watcher(appId, userId, isOnline);
  }
}

interface OnlineApp {
  /** How many each user has. */
  readonly connections: Map<string, number>;
  readonly ids: SortedIds;
}

function provedUserOf({ principal, ended }: Session): string | null {
  return !ended && principal.kind === 'user' && principal.verified ? principal.userId : null;
}
