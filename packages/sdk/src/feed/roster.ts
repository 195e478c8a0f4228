import type { PresenceItem, RawMember } from './feed-item.ts';

/** Who is present on a channel, kept up to date from its feed. */
export class Roster {
  readonly #members = new Map<string, RawMember>();
  #list: readonly RawMember[] = [];

  /** In order of joining. The same array as long as nothing changes, so that a view can compare by identity. */
  get list(): readonly RawMember[] {
    return this.#list;
  }

  /** Replaces everything: the server's own list, at the start of a feed and after each resumption. */
  replace(members: readonly RawMember[]): void {
    this.#members.clear();
    for (const member of members) this.#members.set(keyOf(member), member);
    this.#list = [...this.#members.values()];
  }

  apply(change: PresenceItem): void {
    const { user, claimed, data } = change;
    const key = keyOf(change);
    const known = this.#members.get(key);
    if (change.action === 'leave') this.#members.delete(key);
    else {
      const joinedAt = known?.joinedAt ?? change.at;
      this.#members.set(key, { user, ...(claimed && { claimed }), data, joinedAt });
    }
    this.#list = [...this.#members.values()];
  }
}

/** A user that was proved and one that merely says to be it are two members. */
function keyOf({ user, claimed }: Pick<RawMember, 'user' | 'claimed'>): string {
  return claimed ? `\n${user}` : user;
}
