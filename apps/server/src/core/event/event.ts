import type { Body } from './body.ts';
import type { Position } from './position.ts';
import type { Readership } from './readership.ts';

/** Who caused an event, as far as the server knows. */
export interface Sender {
  /** The user, or null for an anonymous client or a backend acting in its own name. */
  readonly userId: string | null;
  /** Present when nobody proved that it is this user: the client merely said so. */
  readonly claimed?: true;
  /** The connection it came by, or null when it came over HTTP. */
  readonly sessionId: string | null;
  /** The user's id as JSON where it did not come as a string: in some protocols it may be a number. */
  readonly userIdJson?: string;
}

interface Happening {
  readonly appId: string;
  readonly channel: string;
  /** 24 hex digits, time-ordered, unique in the server. */
  readonly id: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly sender: Sender;
}

/** What the log keeps: a publish, or an edit or a deletion of an earlier publish. */
export interface LoggedEvent extends Happening {
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly position: Position;
  /** The event's name, chosen by the publisher: `message`, `price`, … For edit and delete: the target's name. */
  readonly name: string;
  /** Null for a deletion, and for a publish or an edit whose content was deleted since. */
  readonly body: Body | null;
  /** The publisher's own id for it; a repeated publish with the same one is stored once. */
  readonly clientId: string | null;
  /** Edit and delete: the id of the publish that they change. Null for a publish. */
  readonly target: string | null;
  /** Edit and delete: the client id of the publish that they change, as far as it is known without looking it up. */
  readonly targetClientId?: string;
  /** Present when it is not for every reader of the channel. */
  readonly readership?: Readership;
  /** What else its publisher said of it: a JSON object, shown by protocols that have a place for it. */
  readonly extras?: Body;
}

/** Something that matters only to who is there now: typing, a cursor, a read mark. Never stored. */
export interface Signal extends Happening {
  readonly kind: 'signal';
  readonly name: string;
  readonly body: Body;
  /** The one user it is meant for; null: everybody there. */
  readonly to: string | null;
  /** What else its sender said of it: a JSON object. */
  readonly extras?: Body;
}

/** A user came to a channel, changed what is shown of them, or left. */
export interface PresenceChange extends Happening {
  readonly kind: 'presence';
  readonly action: 'join' | 'update' | 'leave';
  readonly userId: string;
  /** Present when nobody proved that it is this user. */
  readonly claimed?: true;
  /** The user's id as JSON where it did not come as a string: in some protocols it may be a number. */
  readonly idJson?: string;
  /** What the member shows of itself, or showed until it left; null if nothing. */
  readonly body: Body | null;
  /** Update: what it showed before. */
  readonly before?: Body | null;
  /** Number of distinct users present after this change. */
  readonly count: number;
}

/** The only thing that travels. */
export type Event = LoggedEvent | Signal | PresenceChange;
