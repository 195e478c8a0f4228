import type { ParleyError } from '../errors/parley-error.ts';
import type { Position } from '../event/position.ts';
import type { Member } from '../presence/member.ts';
import type { Codec } from './codec.ts';
import type { Outlet } from './outlet.ts';

/** What a reader is told before its first event. */
export interface FeedStart {
  /** The reader's position now; events after it follow. */
  readonly position: Position;
  /**
   * How the position that the reader asked to resume from was met. `fresh`: it asked for none. `resumed`: it gets
   * exactly what it missed. `gap`: something it missed is gone; `position` is where what is left begins.
   */
  readonly recovery: 'fresh' | 'resumed' | 'gap';
  /** Who is present, on channels with presence; null on others. To be asked for while `started` runs. */
  readonly members: readonly Member[] | null;
}

/**
 * One subscription as its protocol sees it: how to encode for it, where frames go, and what to say when something
 * happens to the subscription itself.
 */
export interface Reader<Frame> {
  readonly codec: Codec<Frame>;
  readonly variant: string;
  readonly outlet: Outlet<Frame>;
  /** Called once, before any event. */
  started(start: FeedStart): void;
  /** Called when events between the reader's position and `position` were lost to it; the next one follows `position`. */
  gap(position: Position): void;
  /**
   * The server ended the subscription: banned, grant gone, app deleted. Nothing follows.
   *
   * @param position up to where the reader was served.
   */
  revoked(reason: ParleyError, position: Position): void;
}
