import type { Outlet } from '../../../core/hub/outlet.ts';
import { type WatchlistEvent, watchlistFrame } from '../codec/server-frames.ts';

/** A signed-in connection. */
export interface Watcher {
  readonly appId: string;
  readonly userId: string;
  readonly outlet: Outlet<Buffer>;
}

/**
 * Who is signed in, and who wants to know. A user is online from the first of its connections that signs in to the end of
 * the last.
 */
export class Watchlists {
  readonly #online = new Map<string, Set<Watcher>>();
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #watchedBy = new Map<Watcher, readonly string[]>();

  /** A connection signed in: those who watch its user are told, if it is the user's first. */
  signedIn(watcher: Watcher): void {
    const isFirst = add(this.#online, keyOf(watcher, watcher.userId), watcher);
    if (isFirst) this.#tell(watcher, 'online');
  }

  /** From now on the connection hears of these users, and at once of how they are. */
  watch(watcher: Watcher, userIds: readonly string[]): void {
    this.#unwatch(watcher);
    if (userIds.length === 0) return;
    this.#watchedBy.set(watcher, userIds);
    for (const userId of userIds) add(this.#watchers, keyOf(watcher, userId), watcher);
    const isOnline = (userId: string): boolean => this.#online.has(keyOf(watcher, userId));
    const online = userIds.filter(isOnline);
    const offline = userIds.filter((userId) => !isOnline(userId));
    const events: WatchlistEvent[] = [
      { name: 'online', user_ids: online },
      { name: 'offline', user_ids: offline },
    ];
    watcher.outlet.send(watchlistFrame(events.filter(({ user_ids }) => user_ids.length > 0)));
  }

  /** The connection is gone: those who watch its user are told, if it was the user's last. */
  gone(watcher: Watcher): void {
    this.#unwatch(watcher);
    const isLast = remove(this.#online, keyOf(watcher, watcher.userId), watcher);
    if (isLast) this.#tell(watcher, 'offline');
  }

  #unwatch(watcher: Watcher): void {
    for (const userId of this.#watchedBy.get(watcher) ?? []) {
      remove(this.#watchers, keyOf(watcher, userId), watcher);
    }
    this.#watchedBy.delete(watcher);
  }

  #tell(about: Watcher, name: WatchlistEvent['name']): void {
    const watchers = this.#watchers.get(keyOf(about, about.userId));
    if (!watchers) return;
    const frame = watchlistFrame([{ name, user_ids: [about.userId] }]);
    for (const { outlet } of watchers) outlet.send(frame);
  }
}

/** Returns whether it is the first under its key. */
function add(sets: Map<string, Set<Watcher>>, key: string, watcher: Watcher): boolean {
  const known = sets.get(key);
  if (known) known.add(watcher);
  else sets.set(key, new Set([watcher]));
  return !known;
}

/** Returns whether it was the last under its key. */
function remove(sets: Map<string, Set<Watcher>>, key: string, watcher: Watcher): boolean {
  const known = sets.get(key);
  if (!known?.delete(watcher) || known.size > 0) return false;
  sets.delete(key);
  return true;
}

function keyOf({ appId }: Watcher, userId: string): string {
  return `${appId}\n${userId}`;
}
