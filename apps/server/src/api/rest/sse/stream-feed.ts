import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { formatPosition } from '../../../core/event/position.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import type { Reader } from '../../../core/hub/reader.ts';
import { parleyErrorOf } from '../../base/parley-error-of.ts';
import { gapJson, startedJson } from '../../models/feed-item-json.ts';
import { sseCodec } from './sse-codec.ts';
import { sseFrame } from './sse-frame.ts';
import type { SseOutlet } from './sse-outlet.ts';

/**
 * Feeds a channel into a stream until either ends. What refuses it at the last moment, as when the channel is full, is told
 * to the reader as the only item, since the head is out, and returned for the log.
 */
export function streamFeed(feed: ChannelFeed, outlet: SseOutlet): ParleyError | null {
  try {
    const subscription = feed.attach(readerOn(outlet));
    outlet.onClosed(() => subscription[Symbol.dispose]());
    return null;
  } catch (thrown) {
    const error = parleyErrorOf(thrown);
    outlet.close(error);
    return error;
  }
}

function readerOn(outlet: SseOutlet): Reader<Buffer> {
  return {
    codec: sseCodec,
    variant: '',
    outlet,
    started: (start) =>
      outlet.send(
        sseFrame({ id: formatPosition(start.position), type: 'subscribed', json: startedJson(start) }),
      ),
    gap: (position) =>
      outlet.send(sseFrame({ id: formatPosition(position), type: 'gap', json: gapJson(position) })),
    revoked: (reason) => outlet.close(reason),
  };
}
