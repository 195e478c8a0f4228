import { formatPosition } from '../../../core/event/position.ts';
import type { ChannelFeed } from '../../../core/hub/channel-feed.ts';
import { gapJson, startedJson } from '../../models/feed-item-json.ts';
import { sseCodec } from './sse-codec.ts';
import { sseFrame } from './sse-frame.ts';
import type { SseOutlet } from './sse-outlet.ts';

/** Feeds a channel into a stream until either ends. */
export function streamFeed(feed: ChannelFeed, outlet: SseOutlet): void {
  const subscription = feed.attach({
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
  });
  outlet.onClosed(() => subscription[Symbol.dispose]());
}
