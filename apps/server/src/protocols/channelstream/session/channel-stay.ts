import type { Right } from '../../../core/access/grant.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Body } from '../../../core/event/body.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import type { Reader } from '../../../core/hub/reader.ts';
import { exactPattern } from '../../../core/rules/pattern.ts';
import type { Session } from '../../../core/session/session.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import type { ChannelstreamFrame } from '../codec/channelstream-frame.ts';
import type { ConnectionOutlet } from './connection-outlet.ts';

export interface ChannelStayOptions {
  readonly setup: Pick<ChannelstreamSetup, 'core' | 'codec'>;
  readonly session: Session;
  readonly outlet: ConnectionOutlet;
  readonly channel: string;
  /** What the user shows of itself there. */
  readonly shown: Body;
  /** Whether the backend put it there, which is a right; not so where the user is by being itself. */
  readonly isGranted: boolean;
  /** The server ended it, after it had begun. */
  readonly onRevoked: (reason: ParleyError) => void;
}

const RIGHTS: ReadonlySet<Right> = new Set<Right>(['subscribe', 'history', 'presence']);

/**
 * A connection in a channel, because the app's backend put it there. It holds the right that comes with that, and gives it
 * back with the subscription.
 */
export class ChannelStay implements Reader<ChannelstreamFrame>, Disposable {
  readonly variant = '';
  readonly codec: ChannelstreamSetup['codec'];
  readonly outlet: ConnectionOutlet;
  /** Resolves when nothing of the channel passes the client by; rejects with what kept it out. */
  readonly ready: Promise<void>;
  readonly #options: ChannelStayOptions;
  readonly #feed: ChannelFeed;
  readonly #right: Disposable | null;
  #subscription: Disposable | null = null;
  #waiting: { resolve(): void; reject(reason: ParleyError): void } | null = null;

  /** Throws what keeps the user out: `banned`, `forbidden`, `too_many_subscriptions`. Nobody has seen it there by then. */
  constructor(options: ChannelStayOptions) {
    const { setup, session, outlet, channel, shown, isGranted } = options;
    const { codec, core } = setup;
    this.#options = options;
    this.codec = codec;
    this.outlet = outlet;
    const grant = {
      pattern: exactPattern(channel),
      rights: RIGHTS,
      proof: 'signed',
      expiresAt: null,
    } as const;
    this.#right = isGranted ? core.sessions.admit(session, grant) : null;
    try {
      this.#feed = core.follower.follow(session, { channel, resume: null, rewind: 0, presence: shown });
    } catch (thrown) {
      this.#right?.[Symbol.dispose]();
      throw thrown;
    }
    this.ready = new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    // Whoever waits for it hears of it; who let go of it meanwhile does not care.
    this.ready.catch(() => {});
  }

  /** Listens, and is seen. Throws as `ChannelFeed.attach`. */
  begin(): void {
    this.#subscription = this.#feed.attach(this);
  }

  /** Called by the hub when it listens. */
  started(): void {
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  /** The protocol has no word for it. */
  gap(): void {}

  /** Called by the hub when it may listen no longer. */
  revoked(reason: ParleyError): void {
    const hasBegun = this.#waiting === null;
    this.end(reason);
    if (hasBegun) this.#options.onRevoked(reason);
  }

  [Symbol.dispose](): void {
    this.end(new ParleyError('conflict', 'The connection left the channel meanwhile.'));
  }

  end(reason: ParleyError): void {
    this.#waiting?.reject(reason);
    this.#waiting = null;
    this.#subscription?.[Symbol.dispose]();
    this.#subscription = null;
    this.#right?.[Symbol.dispose]();
    this.outlet.drop(this.#options.channel);
  }
}
