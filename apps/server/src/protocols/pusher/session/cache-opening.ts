import { sightOn } from '../../../core/access/sight-on.ts';
import type { Core } from '../../../core/core.ts';
import type { Position } from '../../../core/event/position.ts';
import type { Session } from '../../../core/session/session.ts';
import { publishFrame } from '../codec/event-codec.ts';
import { cacheMissFrame } from '../codec/server-frames.ts';

/** How a subscription to a cache channel begins. */
export interface CacheOpening {
  /** The last event that is for this client, as it is now if it was edited; or that there is none. */
  readonly frame: Buffer;
  /** Where that was so: what comes after it is still to be delivered. */
  readonly position: Position;
}

/** Looks up what a new subscriber of a cache channel is given first; null: the channel is none. */
export async function cacheOpening(
  core: Core,
  session: Session,
  channel: string,
): Promise<CacheOpening | null> {
  const { app } = session;
  if (!app.rules.resolve(channel).replayLast) return null;
  const { head, events } = await core.logs.of(app.id, channel).history(app.id, channel, {
    order: 'newest',
    limit: 1,
    includeDeleted: false,
    sight: sightOn(session, channel),
  });
  const [last] = events;
  const body = last?.edit?.body ?? last?.body;
  const frame = last && body ? publishFrame(channel, last.name, body) : cacheMissFrame(channel);
  return { frame, position: head };
}
