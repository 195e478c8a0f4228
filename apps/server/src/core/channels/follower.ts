import type { Runtime } from '../../runtime/runtime.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import { sightOn } from '../access/sight-on.ts';
import { identityOn, userIdOn } from '../access/user-id-on.ts';
import type { Effects } from '../effects/effects.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { Body } from '../event/body.ts';
import type { Position } from '../event/position.ts';
import type { ChannelFeed } from '../hub/channel-feed.ts';
import { channelFeed } from '../hub/channel-feed.ts';
import type { Hub } from '../hub/hub.ts';
import type { Reader } from '../hub/reader.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { Member } from '../presence/member.ts';
import type { Presence } from '../presence/presence.ts';
import { BROADCAST_CHANNEL } from '../rules/built-in-rules.ts';
import type { Session } from '../session/session.ts';
import type { Trace } from '../trace/trace.ts';
import type { CacheMisses } from './cache-misses.ts';

export interface FollowRequest {
  readonly channel: string;
  /** Continue after this position; null: from now. */
  readonly resume: Position | null;
  /** Without `resume`: begin with so many of the newest events. Null: as the channel's rule says. */
  readonly rewind: number | null;
  /** What the user shows of itself; null: nothing. On channels with optional presence, `undefined` stays unseen. */
  readonly presence: Body | null | undefined;
  /** The user's id as JSON, for a protocol in which ids may be numbers; absent: a string. */
  readonly idJson?: string;
}

export interface FollowerParts {
  readonly runtime: Runtime;
  readonly access: AccessPolicy;
  readonly moderation: Moderation;
  readonly presence: Presence;
  readonly hub: Hub;
  readonly trace: Trace;
  readonly effects: Effects;
  readonly cacheMisses: CacheMisses;
}

/** The one way to listen: admits a session to a channel and gives it a feed. */
export class Follower {
  readonly #parts: FollowerParts;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** Throws what forbids it: `forbidden`, `unauthenticated`, `banned`, `too_many_subscriptions`. */
  follow(session: Session, request: FollowRequest): ChannelFeed {
    this.#admit(session, request.channel);
    if (request.rewind !== null && request.rewind > 0) {
      this.#parts.access.require(session, request.channel, 'history');
    }
    return channelFeed(request.channel, (reader) => this.#attach(session, request, reader));
  }

  #admit(session: Session, channel: string): void {
    const { access, moderation } = this.#parts;
    if (session.ended) throw new ParleyError('draining', 'The connection is closing.');
    moderation.requireNotBanned(session.app.id, userIdOn(session, channel), channel);
    access.require(session, channel, 'subscribe');
    const { subscriptionsPerSession } = session.app.settings.limits;
    const { size } = session.subscriptions;
    if (size >= subscriptionsPerSession && size - heardByRight(session) >= subscriptionsPerSession) {
      throw new ParleyError(
        'too_many_subscriptions',
        `The app allows ${subscriptionsPerSession} subscriptions per connection.`,
      );
    }
  }

  #attach(session: Session, request: FollowRequest, reader: Reader<unknown>): Disposable {
    this.#admit(session, request.channel);
    const { channel, resume } = request;
    const rule = session.app.rules.resolve(channel);
    const present = this.#enter(session, request);
    const subscription = this.#parts.hub.subscribe(session.app.id, channel, reader, {
      sessionId: session.id,
      userId: userIdOn(session, channel),
      sight: () => sightOn(session, channel),
      seesPresence: this.#parts.access.allows(session, channel, 'presence'),
      resume,
      rewind: request.rewind ?? (rule.replayLast ? 1 : 0),
      turns: session.turns,
      members: () => this.#membersFor(session, channel),
      ended: () => {
        session.subscriptions.delete(subscription);
        present?.[Symbol.dispose]();
        session.forgetConsent(channel);
        this.#noteListener('unsubscribed', session, channel);
      },
    });
    session.subscriptions.add(subscription);
    try {
      this.#noteListener('subscribed', session, channel);
      if (rule.replayLast) this.#parts.cacheMisses.look(session, channel);
    } catch (thrown) {
      // Who is told that it could not enter must not go on listening, nor be seen.
      subscription[Symbol.dispose]();
      throw thrown;
    }
    return subscription;
  }

  /** Makes the user present, where the channel's rule and the request say so. */
  #enter(session: Session, { channel, presence, idJson }: FollowRequest): Disposable | null {
    const rule = session.app.rules.resolve(channel);
    const { userId, claimed } = identityOn(session, channel);
    const wanted = rule.presence === 'always' || (rule.presence === 'optional' && presence !== undefined);
    if (!wanted || userId === null) return null;
    return this.#parts.presence.join(session.app, channel, {
      userId,
      ...(claimed && { claimed }),
      ...(idJson === undefined ? {} : { idJson }),
      sessionId: session.id,
      body: presence ?? null,
    });
  }

  #membersFor(session: Session, channel: string): readonly Member[] | null {
    const { access, presence } = this.#parts;
    if (session.app.rules.resolve(channel).presence === 'off') return null;
    return access.allows(session, channel, 'presence') ? presence.members(session.app.id, channel) : null;
  }

  #noteListener(kind: 'subscribed' | 'unsubscribed', session: Session, channel: string): void {
    const { effects, hub, runtime, trace } = this.#parts;
    const at = runtime.clock.now();
    const appId = session.app.id;
    const { userId, claimed } = identityOn(session, channel);
    const subscribers = hub.find(appId, channel)?.subscriptions.size ?? 0;
    const happening = { appId, channel, at, userId, ...(claimed && { claimed }), subscribers };
    effects.note({ kind, ...happening });
    if (kind === 'subscribed' && subscribers === 1) effects.note({ kind: 'occupied', ...happening });
    if (kind === 'unsubscribed' && subscribers === 0) effects.note({ kind: 'vacated', ...happening });
    if (!trace.watched) return;
    const actor = { userId, sessionId: session.id, protocol: session.protocol };
    trace.emit({ kind, appId, at, channel, actor });
  }
}

/** How many of its channels a session follows as every client does: what its app says to all. They count for nothing. */
function heardByRight({ subscriptions }: Session): number {
  return [...subscriptions].some(({ channel }) => channel.name === BROADCAST_CHANNEL) ? 1 : 0;
}
