import type { Body } from '../event/body.ts';

interface OnChannel {
  readonly appId: string;
  readonly channel: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Who did it; null: a client without a name, or a backend in its own. */
  readonly userId: string | null;
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

/** What somebody outside the house may want to know of. */
export type Happening = MessageHappening | ListenerHappening;
