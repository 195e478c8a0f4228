import type { ParleyError } from '../errors/parley-error.ts';
import type { FeedListener, FeedNews, FeedStart } from '../feed/feed.ts';
import type { ChannelItem, Start } from './channel-item.ts';
import { classify, classifyMember, classifyPresence } from './classify.ts';
import type { ChannelDefinition } from './define-channel.ts';

/** Turns a feed's raw items into a channel's typed ones, each validated once per subscriber. */
export function typedListener<D extends ChannelDefinition>(
  definition: D,
  take: (item: ChannelItem<D>) => void,
  ended: (error: ParleyError) => void,
): FeedListener {
  return {
    started(start) {
      take(typedStart(definition, start));
      if (start.recovery === 'gap') take({ type: 'gap', position: start.position, cause: 'server' });
    },
    item: (item) => take(typedNews(definition, item)),
    ended,
  };
}

function typedNews<D extends ChannelDefinition>(definition: D, item: FeedNews): ChannelItem<D> {
  switch (item.type) {
    case 'event':
    case 'signal':
      return classify(definition, item);
    case 'presence':
      return classifyPresence(definition, item);
    case 'gap':
      return { type: 'gap', position: item.position, cause: 'server' };
  }
}

function typedStart<D extends ChannelDefinition>(definition: D, start: FeedStart): Start<D> {
  const { position, recovery, members } = start;
  const typed = members?.map((member) => classifyMember(definition, member)) ?? null;
  return { type: 'start', position, recovery, members: typed };
}
