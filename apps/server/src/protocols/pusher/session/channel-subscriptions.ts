import { userIdOf } from '../../../core/access/principal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { BROADCAST_CHANNEL, ownerOf } from '../../../core/rules/built-in-rules.ts';
import type { Session } from '../../../core/session/session.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { SignedInUser } from '../auth/user-proof.ts';
import type { SubscribeRequest } from '../codec/client-frame.ts';
import { errorFrame, subscribedFrame, subscriptionErrorFrame } from '../codec/server-frames.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';
import { subscriptionErrorOf } from '../errors/subscription-error.ts';
import { isSharedName } from '../http/channel-name.ts';
import type { PusherSetup } from '../pusher-setup.ts';
import { ChannelSubscription } from './channel-subscription.ts';
import { noteRefusal } from './note-refusal.ts';

const USER_CHANNEL = '#server-to-user-';
const MAX_ECHOED = 1000;

export interface ChannelSubscriptionsOptions {
  readonly setup: PusherSetup;
  readonly session: Session;
  readonly outlet: WebSocketOutlet;
  /** Who is signed in on the connection now. */
  readonly userNow: () => SignedInUser | null;
  /** The client entered a channel that it brought a signature for. */
  readonly onAuthorized: () => void;
}

/** The channels that a client follows. */
export class ChannelSubscriptions {
  readonly #options: ChannelSubscriptionsOptions;
  readonly #byChannel = new Map<string, ChannelSubscription>();
  /** The channel of its own user, which it has followed since it signed in, if the client asked for it. */
  #askedFor: string | null = null;

  constructor(options: ChannelSubscriptionsOptions) {
    this.#options = options;
  }

  /** The subscription to a channel that the client hears; null: it does not. */
  find(channel: string): ChannelSubscription | null {
    const subscription = this.#byChannel.get(channel);
    return subscription?.isOpen ? subscription : null;
  }

  /** Subscribes, or answers why not. */
  async subscribe(request: SubscribeRequest): Promise<void> {
    const { channel } = request;
    if (this.#askedFor === channel || this.#byChannel.has(channel)) {
      const message = `Existing subscription to channel ${channel}`;
      this.#options.outlet.send(errorFrame({ code: null, message, channel }));
      return;
    }
    try {
      if (channel.startsWith(USER_CHANNEL)) this.#answerUser(channel);
      else await this.#enter(request);
    } catch (thrown) {
      this.#refuse(channel, ParleyError.from(thrown), 'subscribe');
    }
  }

  /** Unsubscribes. From what the client does not follow, that changes nothing. */
  unsubscribe(channel: string): void {
    if (this.#askedFor === channel) this.#askedFor = null;
    this.#byChannel.get(channel)?.[Symbol.dispose]();
    this.#byChannel.delete(channel);
  }

  /** The connection is gone. */
  drop(): void {
    for (const subscription of this.#byChannel.values()) subscription[Symbol.dispose]();
    this.#byChannel.clear();
  }

  async #enter(request: SubscribeRequest): Promise<void> {
    const { setup, session, outlet, userNow, onAuthorized } = this.#options;
    const { channel } = request;
    requireName(channel);
    this.#requireTurn();
    const subscription = new ChannelSubscription({
      setup,
      session,
      outlet,
      request,
      user: userNow(),
      onRevoked: (reason) => {
        this.#forget(subscription);
        this.#lose(channel, reason);
      },
    });
    this.#byChannel.set(channel, subscription);
    try {
      await subscription.enter();
    } catch (thrown) {
      this.#forget(subscription);
      throw thrown;
    }
    if (subscription.grant && subscription.isOpen) onAuthorized();
  }

  /** Those that still wait for a log or for the app's backend count too: a client cannot make without end wait. */
  #requireTurn(): void {
    const { subscriptionsPerSession: most } = this.#options.session.app.settings.limits;
    if (this.#byChannel.size < most) return;
    throw new ParleyError('too_many_subscriptions', `The app allows ${most} subscriptions per connection.`);
  }

  /** Its events come already; asked for or not, each comes once. */
  #answerUser(channel: string): void {
    const { session, outlet } = this.#options;
    const { principal } = session;
    if (principal.kind !== 'user' || !principal.verified || ownerOf(channel) !== userIdOf(principal)) {
      throw new ParleyError('forbidden', 'Only the signed-in user that it belongs to may use this channel');
    }
    this.#askedFor = channel;
    outlet.send(subscribedFrame(channel, '{}'));
  }

  /** The client may have left meanwhile, and come again. */
  #forget(subscription: ChannelSubscription): void {
    if (this.#byChannel.get(subscription.channel) === subscription)
      this.#byChannel.delete(subscription.channel);
  }

  /** Clients have what they enter signed anew only when they reconnect: so they do when a signature has come to its end. */
  #lose(channel: string, reason: ParleyError): void {
    this.#refuse(channel, reason, 'subscribed');
    const { setup, session } = this.#options;
    if (reason.code === 'token_expired') setup.core.sessions.disconnect(session, reason);
  }

  #refuse(channel: string, error: ParleyError, action: string): void {
    const { setup, session, outlet } = this.#options;
    if (session.ended) return;
    noteRefusal(setup, session, { channel, action, error });
    outlet.send(subscriptionErrorFrame(channel.slice(0, MAX_ECHOED), subscriptionErrorOf(error)));
  }
}

/** `#` begins what is not the app's to name, except for the channel on which it speaks to everybody. */
function requireName(channel: string): void {
  if (isSharedName(channel) || channel === BROADCAST_CHANNEL) return;
  const message = 'Invalid channel name: 1 to 200 of A-Z a-z 0-9 _ - = @ , . ; are allowed';
  throw new PusherRefusal('bad_request', 4009, message);
}
