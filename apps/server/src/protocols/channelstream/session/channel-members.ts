import type { Connection } from './connection.ts';

const NOBODY: ReadonlySet<Connection> = new Set();

/** Which connections of the protocol are in which channel. */
export class ChannelMembers {
  readonly #byApp = new Map<string, Map<string, Set<Connection>>>();

  /** The connections in a channel. */
  of(appId: string, channel: string): ReadonlySet<Connection> {
    return this.#byApp.get(appId)?.get(channel) ?? NOBODY;
  }

  /** The names of the users whose connections are in a channel. */
  usersOf(appId: string, channel: string): ReadonlySet<string> {
    return new Set([...this.of(appId, channel)].map(({ user }) => user.name));
  }

  /** The channels of an app that a connection is in. */
  channelsOf(appId: string): Iterable<string> {
    return this.#byApp.get(appId)?.keys() ?? [];
  }

  add(connection: Connection, channel: string): void {
    const { id } = connection.app;
    const channels = this.#byApp.get(id) ?? new Map<string, Set<Connection>>();
    const members = channels.get(channel) ?? new Set<Connection>();
    this.#byApp.set(id, channels);
    channels.set(channel, members);
    members.add(connection);
  }

  delete(connection: Connection, channel: string): void {
    const { id } = connection.app;
    const channels = this.#byApp.get(id);
    const members = channels?.get(channel);
    members?.delete(connection);
    if (members?.size === 0) channels?.delete(channel);
    if (channels?.size === 0) this.#byApp.delete(id);
  }
}
