import type { Grant } from '../../../core/access/grant.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { FeedStart } from '../../../core/hub/reader.ts';
import type { Session } from '../../../core/session/session.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import { proveSubscription, type SubscriptionProof } from '../auth/subscription-proof.ts';
import type { SignedInUser } from '../auth/user-proof.ts';
import type { SubscribeRequest } from '../codec/client-frame.ts';
import { presenceJson } from '../codec/member-json.ts';
import { subscribedFrame } from '../codec/server-frames.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';
import type { PusherSetup } from '../pusher-setup.ts';
import { type CacheOpening, cacheOpening } from './cache-opening.ts';
import { ChannelReader } from './channel-reader.ts';

export interface ChannelSubscriptionOptions {
  readonly setup: PusherSetup;
  readonly session: Session;
  readonly outlet: WebSocketOutlet;
  readonly request: SubscribeRequest;
  readonly user: SignedInUser | null;
  /** The server took it back. */
  readonly onRevoked: (reason: ParleyError) => void;
}

/**
 * One channel that a client follows. It holds the right that was proved for it, and gives that back after the subscription
 * that rests on it.
 */
export class ChannelSubscription implements Disposable {
  readonly #options: ChannelSubscriptionOptions;
  readonly #proof: SubscriptionProof;
  #admitted: Disposable | null = null;
  #subscription: Disposable | null = null;
  #isEnded = false;

  /** Throws what {@link proveSubscription} throws. */
  constructor(options: ChannelSubscriptionOptions) {
    const { setup, session, user, request } = options;
    this.#options = options;
    this.#proof = proveSubscription(setup.core.apps, session, user, request);
  }

  get channel(): string {
    return this.#options.request.channel;
  }

  /** The right that it rests on; null where none had to be signed. */
  get grant(): Grant | null {
    return this.#proof.grant;
  }

  /** Whether it hears what is said there. */
  get isOpen(): boolean {
    return this.#subscription !== null;
  }

  /** The id, as JSON, of the member that the client is here; undefined: the channel needs to know nobody. */
  get memberIdJson(): string | undefined {
    return this.#proof.member?.idJson;
  }

  /** Enters the channel. Rejects with what keeps the client out; the subscription is over then. */
  async enter(): Promise<void> {
    const { setup, session } = this.#options;
    const { core } = setup;
    const { grant } = this.#proof;
    try {
      if (grant) this.#admitted = core.sessions.admit(session, grant);
      const { access, replayLast } = session.app.rules.resolve(this.channel);
      const isAsked = access === 'verified' || access === 'membership';
      if (isAsked) await core.admission.ask(session, this.channel);
      const opening = replayLast ? await cacheOpening(core, session, this.channel) : null;
      // Who has left meanwhile is asked about again when it comes again.
      if (this.#isEnded) session.forgetConsent(this.channel);
      else this.#follow(opening);
    } catch (thrown) {
      this[Symbol.dispose]();
      session.forgetConsent(this.channel);
      throw thrown;
    }
  }

  [Symbol.dispose](): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const wasOpen = this.isOpen;
    this.#subscription?.[Symbol.dispose]();
    this.#subscription = null;
    this.#admitted?.[Symbol.dispose]();
    const { setup, session } = this.#options;
    if (wasOpen) setup.counts.changed(session.app, this.channel);
  }

  #follow(opening: CacheOpening | null): void {
    this.#requireRoom();
    const { setup, session, outlet, user } = this.#options;
    const { member } = this.#proof;
    const { presence } = session.app.rules.resolve(this.channel);
    const reader = new ChannelReader({
      codec: setup.codec,
      outlet,
      variant: presence === 'always' ? 'members' : 'plain',
      onStarted: (start) => this.#started(start, opening),
      onRevoked: (reason) => this.#revoked(reason),
    });
    const request = {
      channel: this.channel,
      resume: opening?.position ?? null,
      rewind: 0,
      // Where nobody needs to be known, who is signed in is present all the same if the rule says so.
      presence: presence === 'always' ? ((member ?? user)?.info ?? null) : undefined,
      ...(member === null ? {} : { idJson: member.idJson }),
    };
    this.#subscription = setup.core.follower.follow(session, request).attach(reader);
  }

  #started(start: FeedStart, opening: CacheOpening | null): void {
    if (this.#isEnded) return;
    const { setup, session, outlet } = this.#options;
    const isTold = session.app.rules.resolve(this.channel).presence === 'always' && start.members !== null;
    outlet.send(subscribedFrame(this.channel, isTold ? presenceJson(start.members) : '{}'));
    if (opening) outlet.send(opening.frame);
    setup.counts.changed(session.app, this.channel);
  }

  #revoked(reason: ParleyError): void {
    this[Symbol.dispose]();
    this.#options.onRevoked(reason);
  }

  /** The bounds that clients of this protocol know, beside those of the app. A user who is there already takes no room. */
  #requireRoom(): void {
    const { member } = this.#proof;
    if (member === null) return;
    const { setup, session } = this.#options;
    const { app } = session;
    const { presenceMembers, presenceDataBytes } = app.settings.clients;
    if ((member.info?.bytes ?? 0) > presenceDataBytes) {
      const message = `The user_info exceeds the allowed maximum (${presenceDataBytes} bytes)`;
      throw new PusherRefusal('payload_too_large', 4301, message);
    }
    const { presence } = setup.core;
    const isFull = presence.count(app.id, this.channel) >= presenceMembers;
    if (isFull && !presence.isPresent(app.id, this.channel, member.userId)) {
      const message = `The maximum members per presence channel limit was reached (${presenceMembers})`;
      throw new PusherRefusal('rate_limited', 4100, message);
    }
  }
}
