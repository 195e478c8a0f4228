import type { ChatCodec, ChatNews } from '../../../chat/live/live-feeds.ts';
import type { Organizations } from '../auth/organizations.ts';
import { samaPacketsOf } from './live-codec.ts';
import { frameOf } from './server-packets.ts';

/** News as packets and frames, each frame written once for all connections that get it. */
export class NewsCodec implements ChatCodec<Buffer> {
  readonly #organizations: Organizations;

  constructor(organizations: Organizations) {
    this.#organizations = organizations;
  }

  /** What happened as clients are told it; null where the protocol has no word for it. */
  packetOf(news: ChatNews): object | null {
    return samaPacketsOf(news, this.#organizations.idOf({ id: news.event.appId }));
  }

  encode(news: ChatNews): Buffer | null {
    const packet = this.packetOf(news);
    return packet && frameOf(packet);
  }
}
