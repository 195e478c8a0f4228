import type { Event } from '../../../core/event/event.ts';
import { formatPosition } from '../../../core/event/position.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import { feedItemJson } from '../../models/feed-item-json.ts';
import { sseFrame } from './sse-frame.ts';

/**
 * Channel events as server-sent events. All readers share one frame. A signal or a presence change carries the position
 * of the last logged event before it, so it never moves where a reader resumes.
 */
export const sseCodec: Codec<Buffer> = {
  encode: (event, position) =>
    sseFrame({ id: formatPosition(position), type: itemType(event), json: feedItemJson(event, position) }),
  join: (frames) => Buffer.concat(frames),
};

function itemType(event: Event): string {
  return event.kind === 'signal' || event.kind === 'presence' ? event.kind : 'event';
}
