import type { ErrorReport } from '../errors/error-report.ts';

/** A place in a channel's log, `epoch:offset`. Opaque: it comes from the server and goes back to it unchanged. */
export type Position = string;

/** A user who is present on a channel. */
export interface RawMember {
  readonly user: string;
  /** Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do. */
  readonly claimed?: true;
  readonly data: unknown;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly joinedAt: number;
}

/** The first item of a subscription, and of each of its resumptions. */
export interface SubscribedItem {
  readonly type: 'subscribed';
  readonly position: Position;
  readonly recovery: 'fresh' | 'resumed' | 'gap';
  /** Who is present; null on channels without presence. */
  readonly members: readonly RawMember[] | null;
}

/** A logged event, its data not validated. */
export interface EventItem {
  readonly type: 'event';
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly id: string;
  readonly position: Position;
  readonly name: string;
  readonly data: unknown;
  readonly at: number;
  readonly user: string | null;
  /** Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do. */
  readonly claimed?: true;
  readonly clientId: string | null;
  readonly target: string | null;
  /**
   * What else was said of it: clients of some protocols say more of a message than its data, each under the name of its
   * protocol; your backend may add what it likes. Not validated.
   */
  readonly extras?: Readonly<Record<string, unknown>>;
}

/** Something ephemeral, its data not validated. */
export interface SignalItem {
  readonly type: 'signal';
  readonly name: string;
  readonly data: unknown;
  readonly at: number;
  readonly user: string | null;
  /** Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do. */
  readonly claimed?: true;
  /** What else was said of it, as with an event. */
  readonly extras?: Readonly<Record<string, unknown>>;
}

/** A user came, changed what it shows, or left. */
export interface PresenceItem {
  readonly type: 'presence';
  readonly action: 'join' | 'update' | 'leave';
  readonly user: string;
  /** Present when nobody proved that it is this user: the client merely said so, as clients of some protocols do. */
  readonly claimed?: true;
  readonly data: unknown;
  readonly at: number;
  /** Distinct users present after it. */
  readonly count: number;
}

/** Events before `position` were lost to this reader. */
export interface GapItem {
  readonly type: 'gap';
  readonly position: Position;
}

/** The server ended the subscription. */
export interface RevokedItem {
  readonly type: 'revoked';
  readonly error: ErrorReport;
}

/** What the server's feed yields. A test holds it equal to the server's own model. */
export type FeedItem = SubscribedItem | EventItem | SignalItem | PresenceItem | GapItem | RevokedItem;
