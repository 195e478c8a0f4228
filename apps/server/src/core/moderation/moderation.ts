import type { Runtime } from '../../runtime/runtime.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { ModerationStore, SanctionRecord } from '../store/moderation-store.ts';

/** What identifies a ban or a mute; `channel: null` is the whole app. */
export interface SanctionKey {
  readonly kind: 'ban' | 'mute';
  readonly appId: string;
  readonly userId: string;
  readonly channel: string | null;
}

export interface NewSanction extends SanctionKey {
  readonly reason: string;
  readonly author: string;
  /** When it ends by itself (ms); null: never. */
  readonly expiresAt: number | null;
}

const SWEEP_EVERY_MS = 60_000;

/**
 * Bans and mutes. All that are in force are in memory, so asking costs nothing on the path of a message; every change
 * is stored before it is answered, and survives a restart.
 */
export class Moderation implements Disposable {
  readonly #store: ModerationStore;
  readonly #runtime: Runtime;
  readonly #sanctions = new Map<string, SanctionRecord>();
  readonly #sweep: Disposable;

  private constructor(store: ModerationStore, runtime: Runtime, onFailure: (cause: unknown) => void) {
    this.#store = store;
    this.#runtime = runtime;
    this.#sweep = runtime.timers.every(SWEEP_EVERY_MS, () => {
      this.#removeExpired().catch(onFailure);
    });
  }

  static async load(
    store: ModerationStore,
    runtime: Runtime,
    onFailure: (cause: unknown) => void,
  ): Promise<Moderation> {
    const moderation = new Moderation(store, runtime, onFailure);
    for (const sanction of await store.listSanctions(runtime.clock.now())) {
      moderation.#sanctions.set(keyOf(sanction), sanction);
    }
    return moderation;
  }

  /** Imposes them, all or none. Returns the records; one of the same kind, user and channel is replaced. */
  async impose(sanctions: readonly NewSanction[]): Promise<SanctionRecord[]> {
    const now = this.#runtime.clock.now();
    const records = sanctions.map((sanction) => ({
      ...sanction,
      id: this.#runtime.ids.next(),
      createdAt: now,
    }));
    await this.#store.putSanctions(records);
    for (const record of records) this.#sanctions.set(keyOf(record), record);
    return records;
  }

  /** Lifts those that match; returns how many there were. */
  async lift(keys: readonly SanctionKey[]): Promise<number> {
    const removed = await this.#store.removeSanctions(keys);
    for (const key of keys) this.#sanctions.delete(keyOf(key));
    return removed;
  }

  list(filter: { kind: 'ban' | 'mute'; appId: string; userId?: string; channel?: string }): SanctionRecord[] {
    return [...this.#sanctions.values()].filter(
      (sanction) =>
        sanction.kind === filter.kind &&
        sanction.appId === filter.appId &&
        (filter.userId === undefined || sanction.userId === filter.userId) &&
        (filter.channel === undefined || sanction.channel === filter.channel) &&
        this.#inForce(sanction),
    );
  }

  /** Forgets the sanctions of an app that is no more. */
  forgetApp(appId: string): void {
    for (const [key, sanction] of this.#sanctions) if (sanction.appId === appId) this.#sanctions.delete(key);
  }

  /** The sanction that holds for a user on a channel, app-wide ones included; null if none. */
  find(kind: 'ban' | 'mute', appId: string, userId: string, channel: string | null): SanctionRecord | null {
    if (this.#sanctions.size === 0) return null;
    const everywhere = this.#get({ kind, appId, userId, channel: null });
    return everywhere ?? (channel === null ? null : this.#get({ kind, appId, userId, channel }));
  }

  /** Throws `banned` if the user may not be here (`channel: null`: may not be in the app at all). */
  requireNotBanned(appId: string, userId: string | null, channel: string | null): void {
    if (userId === null) return;
    const ban = this.find('ban', appId, userId, channel);
    if (ban) throw refusal('banned', ban, this.#runtime.clock.now());
  }

  /** Throws `muted` if the user may not speak here. */
  requireNotMuted(appId: string, userId: string | null, channel: string): void {
    if (userId === null) return;
    const mute = this.find('mute', appId, userId, channel);
    if (mute) throw refusal('muted', mute, this.#runtime.clock.now());
  }

  [Symbol.dispose](): void {
    this.#sweep[Symbol.dispose]();
  }

  #get(key: SanctionKey): SanctionRecord | null {
    const sanction = this.#sanctions.get(keyOf(key));
    return sanction && this.#inForce(sanction) ? sanction : null;
  }

  #inForce(sanction: SanctionRecord): boolean {
    return sanction.expiresAt === null || sanction.expiresAt > this.#runtime.clock.now();
  }

  async #removeExpired(): Promise<void> {
    for (const [key, sanction] of this.#sanctions) if (!this.#inForce(sanction)) this.#sanctions.delete(key);
    await this.#store.removeExpired(this.#runtime.clock.now());
  }
}

/** The words a sanctioned user reads, with the reason and the end if there is one. */
export function refusal(code: 'banned' | 'muted', sanction: SanctionRecord, now: number): ParleyError {
  const where = sanction.channel === null ? 'in this app' : `on ${sanction.channel}`;
  const why = sanction.reason === '' ? '' : `: ${sanction.reason}`;
  const message = `The user is ${code} ${where}${why}`;
  return sanction.expiresAt === null
    ? new ParleyError(code, message)
    : new ParleyError(code, message, { retryAfterMs: sanction.expiresAt - now });
}

/** User ids and channel names hold no control characters, so a line feed separates without ambiguity. */
function keyOf(key: SanctionKey): string {
  return `${key.kind}\n${key.appId}\n${key.userId}\n${key.channel ?? ''}`;
}
