import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { isPrivateChannel, privateChannelOf } from '../codec/private-channel.ts';
import { ChannelStay } from './channel-stay.ts';
import type { ConnectionOutlet } from './connection-outlet.ts';
import type { User } from './user.ts';

export interface ConnectionOptions {
  /** What its client shows to listen: a uuid. A secret. */
  readonly id: string;
  readonly setup: Pick<ChannelstreamSetup, 'core' | 'codec'>;
  readonly session: Session;
  readonly user: User;
  readonly outlet: ConnectionOutlet;
  /** It entered a channel, or left it. */
  readonly onEntered: (channel: string) => void;
  readonly onLeft: (channel: string) => void;
}

/**
 * A client that the app's backend connected: in the channels it was put into, whether somebody listens for it yet or not. It
 * always hears what is said to its user alone.
 */
export class Connection {
  readonly id: string;
  readonly user: User;
  readonly outlet: ConnectionOutlet;
  readonly #options: ConnectionOptions;
  readonly #stays = new Map<string, ChannelStay>();
  readonly #toUser: ChannelStay;

  /** Throws what keeps the user from listening to what is said to it: nothing but that it may not be here at all. */
  constructor(options: ConnectionOptions) {
    const { id, user, outlet } = options;
    this.id = id;
    this.user = user;
    this.outlet = outlet;
    this.#options = options;
    this.#toUser = this.#stayIn(privateChannelOf(user.name), false);
    this.#toUser.begin();
  }

  get app(): App {
    return this.#options.session.app;
  }

  /** Whether nothing can be done with it any more. */
  get isOver(): boolean {
    return this.#options.session.ended || this.outlet.state === 'over';
  }

  /** The channels it was put into, by name. */
  get channels(): string[] {
    return [...this.#stays.keys()].sort();
  }

  /**
   * Enters channels: all of them, or none. Returns those in which it was not before, by name, once nothing of them passes
   * it by.
   *
   * @throws ParleyError `banned`, `forbidden`, `too_many_subscriptions`; `payload_too_large`, `rate_limited` where there is
   *   no room for another member; `unavailable` where it cannot begin to listen.
   */
  async enter(channels: Iterable<string>): Promise<string[]> {
    const wanted = [...new Set(channels)].sort();
    const fresh = wanted.filter((channel) => !this.#stays.has(channel));
    const entered: ChannelStay[] = [];
    try {
      for (const channel of fresh) entered.push(this.#prepare(channel));
      for (const stay of entered) stay.begin();
      // Another call may have put it there a moment ago, and wait for the same.
      const stays = wanted.flatMap((channel) => this.#stays.get(channel) ?? []);
      await Promise.all([this.#toUser.ready, ...stays.map(({ ready }) => ready)]);
      return fresh;
    } catch (thrown) {
      this.leave(fresh);
      throw thrown;
    }
  }

  /** Leaves channels. Returns those in which it was, by name. Nothing of them that still waits reaches the client. */
  leave(channels: Iterable<string>): string[] {
    const left = [...new Set(channels)].filter((channel) => this.#stays.has(channel)).sort();
    for (const channel of left) this.#forget(channel)?.[Symbol.dispose]();
    return left;
  }

  /** Ends it by somebody's will: its client is told by the end of what it listens with. */
  end(reason: ParleyError): void {
    this.#options.setup.core.sessions.disconnect(this.#options.session, reason);
  }

  /** The session has ended: called by the registry. */
  over(): void {
    const reason = new ParleyError('not_found', 'The connection is over.');
    this.#toUser.end(reason);
    for (const channel of this.channels) this.#forget(channel)?.end(reason);
  }

  #prepare(channel: string): ChannelStay {
    if (isPrivateChannel(channel)) {
      throw new ParleyError(
        'forbidden',
        `What is said on ${channel} is heard by its user alone, and always.`,
      );
    }
    const stay = this.#stayIn(channel, true);
    this.#stays.set(channel, stay);
    this.#options.onEntered(channel);
    return stay;
  }

  #stayIn(channel: string, isGranted: boolean): ChannelStay {
    const { setup, session, outlet, user } = this.#options;
    return new ChannelStay({
      setup,
      session,
      outlet,
      channel,
      shown: user.shown,
      isGranted,
      onRevoked: (reason) => this.#revoked(channel, reason),
    });
  }

  /** Who may not be in a channel is in the others still. Who cannot be served any more is told to come again. */
  #revoked(channel: string, reason: ParleyError): void {
    this.#forget(channel);
    if (reason.code !== 'banned' && reason.code !== 'forbidden') this.end(reason);
  }

  #forget(channel: string): ChannelStay | null {
    const stay = this.#stays.get(channel) ?? null;
    if (stay === null) return null;
    this.#stays.delete(channel);
    this.#options.onLeft(channel);
    return stay;
  }
}
