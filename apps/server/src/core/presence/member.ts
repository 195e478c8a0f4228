import type { Body } from '../event/body.ts';

/** A user who is present on a channel, however many connections it has there. */
export interface Member {
  readonly userId: string;
  /** Present when nobody proved that it is this user. Claimed and proved, the same id is two members. */
  readonly claimed?: true;
  /** The id as JSON where it did not come as a string: in some protocols it may be a number. */
  readonly idJson?: string;
  /** What it shows of itself; null if nothing. */
  readonly body: Body | null;
  /** When its first connection came (ms). */
  readonly joinedAt: number;
}
