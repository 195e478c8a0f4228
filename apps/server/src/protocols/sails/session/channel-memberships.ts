import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import type { Session } from '../../../core/session/session.ts';
import { eventFrame } from '../codec/push-frame.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import type { SailsSetup } from '../sails-setup.ts';
import { ChannelMembership } from './channel-membership.ts';
import type { SailsOutlet } from './sails-outlet.ts';

/** The channels that a socket subscribed to. Over with the connection: clients subscribe again when they come back. */
export class ChannelMemberships {
  readonly #setup: SailsSetup;
  readonly #session: Session;
  readonly #outlet: SailsOutlet;
  readonly #byChannel = new Map<string, ChannelMembership>();

  constructor(setup: SailsSetup, session: Session, outlet: SailsOutlet) {
    this.#setup = setup;
    this.#session = session;
    this.#outlet = outlet;
  }

  /**
   * Subscribes to all of them or to none. Resolves when nothing of them passes the socket by. Those that it is in already are
   * left as they are.
   */
  async enter(channels: readonly string[]): Promise<void> {
    const fresh = channels.filter((channel) => !this.#byChannel.has(channel));
    const feeds = fresh.map((channel) => this.#follow(channel));
    const entered: ChannelMembership[] = [];
    try {
      for (const feed of feeds) entered.push(this.#attach(feed));
      await Promise.all(channels.map((channel) => this.#byChannel.get(channel)?.opened));
    } catch (thrown) {
      for (const membership of entered) this.#drop(membership);
      throw channelRefusal(thrown);
    }
  }

  /** Unsubscribes. From what the socket is not in, that changes nothing. */
  leave(channels: readonly string[]): void {
    for (const channel of channels) {
      const membership = this.#byChannel.get(channel);
      if (membership) this.#drop(membership);
    }
  }

  /** The connection is gone. */
  drop(): void {
    for (const membership of [...this.#byChannel.values()]) this.#drop(membership);
  }

  #follow(channel: string): ChannelFeed {
    const request = { channel, resume: null, rewind: null, presence: undefined };
    try {
      return this.#setup.core.follower.follow(this.#session, request);
    } catch (thrown) {
      throw channelRefusal(thrown);
    }
  }

  #attach(feed: ChannelFeed): ChannelMembership {
    const membership = new ChannelMembership({
      feed,
      codec: this.#setup.codec,
      outlet: this.#outlet,
      onRevoked: (reason) => this.#lose(membership, reason),
    });
    this.#byChannel.set(membership.channel, membership);
    return membership;
  }

  #drop(membership: ChannelMembership): void {
    this.#forget(membership);
    membership[Symbol.dispose]();
  }

  /** The server took it back after it had opened. */
  #lose(membership: ChannelMembership, { code, message }: ParleyError): void {
    this.#forget(membership);
    const about = { channel: membership.channel, reason: code, message };
    this.#outlet.send(eventFrame('parley:unsubscribed', JSON.stringify(about)));
  }

  /** The client may have left meanwhile, and come again. */
  #forget(membership: ChannelMembership): void {
    const { channel } = membership;
    if (this.#byChannel.get(channel) === membership) this.#byChannel.delete(channel);
  }
}

/** The key was good enough to connect with: what a channel wants beyond it is a right, not another key. */
function channelRefusal(thrown: unknown): ParleyError {
  const error = ParleyError.from(thrown);
  return error.code === 'unauthenticated' ? new SailsRefusal('E_FORBIDDEN', error.message) : error;
}
