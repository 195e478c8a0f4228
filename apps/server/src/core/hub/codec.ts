import type { Event } from '../event/event.ts';
import type { Position } from '../event/position.ts';

/**
 * Turns an event into one protocol's frame. Pure: the same arguments give the same frame, so the hub calls it once
 * per event and variant and hands the result to every reader.
 *
 * `Frame` is whatever the protocol's outlets take: bytes with their WebSocket header, an object for a long-poll queue.
 */
export interface Codec<Frame> {
  /**
   * @param position where the channel stands after this event: a logged event's own position; for a signal or a
   *   presence change that of the last logged event before it, so that it never moves a reader's resume position.
   * @param variant what distinguishes readers of this codec whose frames differ, such as the id of a tRPC
   *   subscription; readers with equal variants share one frame.
   */
  encode(event: Event, position: Position, variant: string): Frame;
  /** Several frames as one, to be written in one go, in order. */
  join(frames: readonly Frame[]): Frame;
}
