import type { PresenceItem, RawMember } from './feed-item.ts';

/** Who is present on a channel, kept up to date from its feed. */
export class Roster {
  readonly #byUser = new Map<string, RawMember>();
  #list: readonly RawMember[] = [];

  /** In order of joining. The same array as long as nothing changes, so that a view can compare by identity. */
  get list(): readonly RawMember[] {
    return this.#list;
  }

  /** Replaces everything: the server's own list, at the start of a feed and after each resumption. */
  replace(members: readonly RawMember[]): void {
    this.#byUser.clear();
    for (const member of members) this.#byUser.set(member.user, member);
    this.#list = [...this.#byUser.values()];
  }

  apply(change: PresenceItem): void {
    const known = this.#byUser.get(change.user);
    if (change.action === 'leave') this.#byUser.delete(change.user);
    else {
      const joinedAt = known?.joinedAt ?? change.at;
      this.#byUser.set(change.user, { user: change.user, data: change.data, joinedAt });
    }
    this.#list = [...this.#byUser.values()];
  }
}
