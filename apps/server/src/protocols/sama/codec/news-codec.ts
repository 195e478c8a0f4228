import type { ChatCodec, ChatNews } from '../../../chat/live/live-feeds.ts';
import { samaPacketsOf } from './live-codec.ts';
import { frameOf } from './server-packets.ts';

/** News as frames, each written once for all connections that get it. */
export class NewsCodec implements ChatCodec<Buffer> {
  encode(news: ChatNews): Buffer | null {
    const packet = samaPacketsOf(news);
    return packet && frameOf(packet);
  }
}
