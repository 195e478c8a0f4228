import { userIdOf } from '../../../core/access/principal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Body } from '../../../core/event/body.ts';
import type { Member } from '../../../core/presence/member.ts';
import type { Entrance, Session } from '../../../core/session/session.ts';
import type { SocketLinkSetup } from '../socketlink-setup.ts';
import type { PacedOutlet } from './paced-outlet.ts';
import { RoomReader } from './room-reader.ts';

export interface RoomsOptions {
  readonly setup: SocketLinkSetup;
  readonly session: Session;
  readonly outlet: PacedOutlet;
  /** What the client shows of itself. */
  readonly metadata: string;
}

const NOBODY: ReadonlyMap<string, Member> = new Map();

/** The rooms that a client is in. It enters and leaves them by HTTP; its connection hears what is said there. */
export class Rooms implements Entrance {
  readonly #options: RoomsOptions;
  readonly #readers = new Map<string, RoomReader>();

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  has(channel: string): boolean {
    return this.#readers.has(channel);
  }

  get channels(): Iterable<string> {
    return this.#readers.keys();
  }

  enter(channel: string): Promise<void> {
    if (this.has(channel)) throw new ParleyError('conflict', `The client is in ${channel} already.`);
    const { setup, session, outlet, metadata } = this.#options;
    const feed = setup.core.follower.follow(session, {
      channel,
      resume: null,
      rewind: 0,
      presence: Body.ofText(metadata),
    });
    const reader = new RoomReader({
      codec: setup.codec,
      outlet,
      rid: channel,
      announces: session.app.settings.rooms.announceEntry,
      before: this.#presentIn(channel),
      onRevoked: () => this.#readers.delete(channel),
    });
    const started = reader.begin(feed);
    this.#readers.set(channel, reader);
    return started;
  }

  leave(channel: string): void {
    const reader = this.#readers.get(channel);
    this.#readers.delete(channel);
    reader?.end();
  }

  /** The connection is over. */
  drop(): void {
    for (const reader of this.#readers.values()) {
      reader.end(new ParleyError('draining', 'The connection is closing.'));
    }
    this.#readers.clear();
  }

  #presentIn(channel: string): ReadonlyMap<string, Member> {
    const { setup, session } = this.#options;
    const { app } = session;
    if (app.rules.resolve(channel).presence === 'off') return NOBODY;
    const members = setup.core.presence.members(app.id, channel);
    const present = new Map(members.map((member) => [member.userId, member]));
    const userId = userIdOf(session.principal);
    if (userId !== null) present.set(userId, { userId, body: null, joinedAt: 0 });
    return present;
  }
}
