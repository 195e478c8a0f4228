import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { randomUuid } from '../codec/message-uuid.ts';
import { invalid } from '../errors/channelstream-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import { ChannelMembers } from './channel-members.ts';
import { Connection } from './connection.ts';
import { ConnectionOutlet } from './connection-outlet.ts';
import type { Arrival } from './users.ts';

export type ConnectionsOptions = Pick<ChannelstreamSetup, 'core' | 'wire' | 'users' | 'codec' | 'counters'>;

/** Somebody whom the app's backend connects. */
export interface ConnectRequest {
  readonly app: App;
  /** The secret that the backend signed with. Taking it back ends the connection. */
  readonly key: KeyRecord;
  readonly username: string;
  readonly arrival: Arrival;
  /** The id that the backend wants for it; absent: one by chance. */
  readonly connId: string | undefined;
  readonly address: string;
  readonly userAgent: string;
}

const SWEEP_MS = 1000;
const MAX_USER_AGENT = 300;
const EXPIRED = new ParleyError('kicked', 'Nobody listens on the connection.');

/** Every connection of the protocol on this node. One timer looks after all of them. */
export class Connections implements Disposable {
  readonly members = new ChannelMembers();
  readonly #options: ConnectionsOptions;
  readonly #byId = new Map<string, Connection>();
  readonly #sweep: Disposable;
  readonly #deletions: Disposable;

  constructor(options: ConnectionsOptions) {
    const { core, users } = options;
    this.#options = options;
    this.#sweep = core.runtime.timers.every(SWEEP_MS, () => this.#look());
    this.#deletions = core.onAppDeleted((appId) => users.forgetApp(appId));
  }

  /** Null: there is none with this id, or it is over. */
  find(id: string): Connection | null {
    const connection = this.#byId.get(id);
    return connection === undefined || connection.isOver ? null : connection;
  }

  *ofApp(appId: string): Iterable<Connection> {
    for (const connection of this.#byId.values()) if (connection.app.id === appId) yield connection;
  }

  /**
   * Connects a user, and does with the connection what is part of that, which gives the result. One who is connected under
   * this id already keeps that connection.
   *
   * @throws ChannelstreamRefusal 422 where the id is somebody else's. ParleyError: as `SessionRegistry.open`, `Users.arrive`
   *   and `settle`. Nobody is connected then who was not before.
   */
  async connect<Result>(
    request: ConnectRequest,
    settle: (connection: Connection) => Promise<Result>,
  ): Promise<Result> {
    const known = request.connId === undefined ? null : this.find(request.connId);
    const connection = known ? this.#again(known, request) : this.#open(request);
    try {
      const result = await settle(connection);
      if (connection.isOver) throw new ParleyError('unavailable', 'The connection ended before it was made.');
      return result;
    } catch (thrown) {
      if (!known) connection.end(ParleyError.from(thrown));
      throw thrown;
    }
  }

  [Symbol.dispose](): void {
    this.#sweep[Symbol.dispose]();
    this.#deletions[Symbol.dispose]();
    for (const connection of [...this.#byId.values()]) {
      connection.end(new ParleyError('draining', 'This server is going down.'));
    }
  }

  #again(known: Connection, { app, username, arrival }: ConnectRequest): Connection {
    if (known.app !== app || known.user.name !== username) {
      throw invalid({ conn_id: ['Connection belongs to somebody else'] });
    }
    this.#options.users.arrive(app, username, arrival);
    known.outlet.connectedAgain();
    return known;
  }

  #open(request: ConnectRequest): Connection {
    const { app, key, username, arrival, address, userAgent } = request;
    const { core, wire, users, counters } = this.#options;
    const outlet = new ConnectionOutlet({
      wire,
      counters: counters.of(app.id),
      onClosed: () => core.sessions.end(session),
    });
    const session = core.sessions.open(
      { app, protocol: PROTOCOL, address, userAgent: userAgent.slice(0, MAX_USER_AGENT), link: outlet },
      {
        principal: { kind: 'user', userId: username, verified: true },
        grants: [],
        expiresAt: null,
        admission: { by: key.id, until: key.expiresAt },
        signature: null,
      },
    );
    try {
      const connection: Connection = new Connection({
        id: request.connId ?? randomUuid(core.runtime.chance),
        setup: this.#options,
        session,
        user: users.arrive(app, username, arrival),
        outlet,
        onEntered: (channel) => this.members.add(connection, channel),
        onLeft: (channel) => this.members.delete(connection, channel),
      });
      this.#add(connection);
      const joined = wire.join(outlet);
      session.onEnd({
        [Symbol.dispose]: () => {
          joined[Symbol.dispose]();
          this.#remove(connection);
        },
      });
      return connection;
    } catch (thrown) {
      core.sessions.disconnect(session, ParleyError.from(thrown));
      throw thrown;
    }
  }

  #add(connection: Connection): void {
    const { user } = connection;
    this.#byId.set(connection.id, connection);
    user.connections.add(connection);
    this.#options.users.noteConnections(user);
  }

  #remove(connection: Connection): void {
    const { user } = connection;
    if (this.#byId.get(connection.id) === connection) this.#byId.delete(connection.id);
    connection.over();
    user.connections.delete(connection);
    this.#options.users.noteConnections(user);
  }

  /** Ends the connections that nobody listens on any more, and sends heartbeats where they are due. */
  #look(): void {
    const { core, users } = this.#options;
    const now = core.runtime.clock.monotonic();
    for (const connection of this.#byId.values()) {
      if (connection.outlet.sweep(now) === 'ends') connection.end(EXPIRED);
    }
    users.forgetAway();
  }
}
