import type { Body } from '../event/body.ts';

interface OnChannel {
  readonly appId: string;
  readonly channel: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Who did it; null: a client without a name, or a backend in its own. */
  readonly userId: string | null;
  /** Present when nobody proved that it is this user. */
  readonly claimed?: true;
}

/** Something was published. */
export interface MessageHappening extends OnChannel {
  readonly kind: 'message';
  /** The event's id. */
  readonly id: string;
  readonly name: string;
  readonly body: Body;
}

/**
 * A connection began or ceased to listen. `occupied` follows the first on a channel, `vacated` the last.
 */
export interface ListenerHappening extends OnChannel {
  readonly kind: 'subscribed' | 'unsubscribed' | 'occupied' | 'vacated';
  /** Connections that listen after this. */
  readonly subscribers: number;
}

/** The number of connections that listen changed. Told less often than that happens where many listen. */
export interface SubscribersHappening extends OnChannel {
  readonly kind: 'subscribers';
  readonly subscribers: number;
}

/** A user became present with its first connection, or ceased to be with its last. */
export interface MemberHappening extends OnChannel {
  readonly kind: 'joined' | 'left';
  readonly userId: string;
  /** The user's id as JSON where it did not come as a string: in some protocols it may be a number. */
  readonly userIdJson?: string;
  /** Distinct users present after this. */
  readonly members: number;
}

/** A client said something to the others on a channel that no log keeps: a signal whose name begins with `client-`. */
export interface ClientEventHappening extends OnChannel {
  readonly kind: 'client_event';
  readonly name: string;
  readonly body: Body;
  readonly sessionId: string;
  /** Whether all who are present on the channel are known to all, so that the others were told who said it. */
  readonly isMember: boolean;
  /** The user's id as JSON where it did not come as a string. */
  readonly userIdJson?: string;
}

/** A client entered a channel that keeps its last event, and there was none. */
export interface CacheMissHappening extends OnChannel {
  readonly kind: 'cache_miss';
}

/** What somebody outside the house may want to know of. */
export type Happening =
  | MessageHappening
  | ListenerHappening
  | SubscribersHappening
  | MemberHappening
  | ClientEventHappening
  | CacheMissHappening;
