import type { Runtime } from '../../runtime/runtime.ts';
import type { App } from '../apps/app.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { Body } from '../event/body.ts';
import type { PresenceChange } from '../event/event.ts';
import type { Member } from './member.ts';

interface Entry {
  userId: string;
  claimed?: true;
  idJson?: string;
  body: Body | null;
  joinedAt: number;
  /** Connections through which the user is here. */
  readonly sessions: Set<string>;
  /** Runs while no connection is left but the grace period is not over. */
  leaving: Disposable | null;
}

/** Receives every change, to be delivered like any other event. */
export type OnPresenceChange = (change: PresenceChange, exclude: string | null) => void;

/**
 * Who is present where: per user, not per connection. The first connection of a user joins it, the last one to go
 * leaves, after the channel's grace period; a connection that comes back in time goes unnoticed.
 */
export class Presence implements Disposable {
  readonly #runtime: Runtime;
  readonly #onChange: OnPresenceChange;
  readonly #channels = new Map<string, Map<string, Entry>>();

  constructor(runtime: Runtime, onChange: OnPresenceChange) {
    this.#runtime = runtime;
    this.#onChange = onChange;
  }

  /**
   * A connection of a user came. Disposing the result says that it is gone.
   *
   * @throws ParleyError `payload_too_large`, or `rate_limited` when the channel is full of other users.
   */
  join(
    app: App,
    channel: string,
    who: { userId: string; claimed?: true; idJson?: string; sessionId: string; body: Body | null },
  ): Disposable {
    this.#checkSize(app, who.body);
    const key = keyOf(app.id, channel);
    const entries = this.#channels.get(key) ?? new Map<string, Entry>();
    const known = entries.get(memberKey(who));
    if (!known && entries.size >= app.settings.limits.presenceMembers) {
      throw new ParleyError('rate_limited', `The channel ${channel} has as many members as the app allows.`);
    }
    this.#channels.set(key, entries);
    const entry: Entry = known ?? {
      ...who,
      joinedAt: this.#runtime.clock.now(),
      sessions: new Set(),
      leaving: null,
    };
    entries.set(memberKey(who), entry);
    entry.leaving?.[Symbol.dispose]();
    entry.leaving = null;
    // One connection may hold several subscriptions to a channel; each counts.
    const token = `${who.sessionId}\n${this.#runtime.ids.next()}`;
    entry.sessions.add(token);
    if (!known) this.#tell(app.id, channel, entry, 'join', entries.size, who.sessionId);
    return { [Symbol.dispose]: () => this.#gone(app, channel, entry, token) };
  }

  /**
   * Changes what a present, proved user shows of itself. What it shows already is no change, and nobody is told. Throws
   * `not_found` if it is not present.
   */
  update(app: App, channel: string, userId: string, body: Body | null): void {
    this.#checkSize(app, body);
    const entries = this.#channels.get(keyOf(app.id, channel));
    const entry = entries?.get(userId);
    if (!entries || !entry) throw new ParleyError('not_found', `The user is not present on ${channel}.`);
    const before = entry.body;
    if (isSame(before, body)) return;
    entry.body = body;
    this.#tell(app.id, channel, entry, 'update', entries.size, null, { before });
  }

  /** Those present, in the order in which they came. */
  members(appId: string, channel: string): Member[] {
    const entries = this.#channels.get(keyOf(appId, channel));
    return [...(entries?.values() ?? [])].map(({ userId, claimed, idJson, body, joinedAt }) => ({
      userId,
      ...(claimed && { claimed }),
      ...(idJson === undefined ? {} : { idJson }),
      body,
      joinedAt,
    }));
  }

  count(appId: string, channel: string): number {
    return this.#channels.get(keyOf(appId, channel))?.size ?? 0;
  }

  isPresent(appId: string, channel: string, userId: string): boolean {
    return this.#channels.get(keyOf(appId, channel))?.has(userId) ?? false;
  }

  /** Forgets everybody in an app that is no more, those in their grace period too. Nobody is left to be told. */
  forgetApp(appId: string): void {
    for (const [key, entries] of this.#channels) {
      if (!key.startsWith(keyOf(appId, ''))) continue;
      for (const entry of entries.values()) entry.leaving?.[Symbol.dispose]();
      this.#channels.delete(key);
    }
  }

  [Symbol.dispose](): void {
    for (const entries of this.#channels.values()) {
      for (const entry of entries.values()) entry.leaving?.[Symbol.dispose]();
    }
    this.#channels.clear();
  }

  #gone(app: App, channel: string, entry: Entry, token: string): void {
    if (!entry.sessions.delete(token) || entry.sessions.size > 0) return;
    const graceMs = app.rules.resolve(channel).presenceGraceMs;
    if (graceMs === 0) this.#leave(app.id, channel, entry);
    else entry.leaving = this.#runtime.timers.after(graceMs, () => this.#leave(app.id, channel, entry));
  }

  #leave(appId: string, channel: string, entry: Entry): void {
    const key = keyOf(appId, channel);
    const entries = this.#channels.get(key);
    if (entries?.get(memberKey(entry)) !== entry) return;
    entries.delete(memberKey(entry));
    if (entries.size === 0) this.#channels.delete(key);
    this.#tell(appId, channel, entry, 'leave', entries.size, null);
  }

  #tell(
    appId: string,
    channel: string,
    entry: Entry,
    action: PresenceChange['action'],
    count: number,
    exclude: string | null,
    further: Pick<PresenceChange, 'before'> = {},
  ): void {
    const change: PresenceChange = {
      kind: 'presence',
      appId,
      channel,
      id: this.#runtime.ids.next(),
      at: this.#runtime.clock.now(),
      sender: { userId: entry.userId, sessionId: null },
      action,
      userId: entry.userId,
      ...(entry.claimed && { claimed: entry.claimed }),
      ...(entry.idJson === undefined ? {} : { idJson: entry.idJson }),
      body: entry.body,
      ...further,
      count,
    };
    this.#onChange(change, exclude);
  }

  #checkSize(app: App, body: Body | null): void {
    const limit = app.settings.limits.presenceDataBytes;
    if (body && body.bytes > limit) {
      throw new ParleyError('payload_too_large', `Presence data may have ${limit} bytes at most.`);
    }
  }
}

function isSame(one: Body | null, other: Body | null): boolean {
  return one?.text === other?.text && one?.format === other?.format;
}

function keyOf(appId: string, channel: string): string {
  return `${appId}\n${channel}`;
}

/** A user that was proved and one that merely says to be it are two. */
function memberKey({ userId, claimed }: { readonly userId: string; readonly claimed?: true }): string {
  return claimed ? `\n${userId}` : userId;
}
