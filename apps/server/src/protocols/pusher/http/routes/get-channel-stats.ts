import type { Answer, Call } from '../call.ts';
import { isPresenceChannel, subscriptionCount, userCount } from '../channel-facts.ts';
import { ChannelName } from '../channel-name.ts';
import { parseInput } from '../parse-input.ts';

/** `GET /apps/{id}/channels/{name}/stats`. Deprecated in 2012 for {@link getChannel}; works as it was documented. */
export function getChannelStats({ core, app, subject }: Call): Answer {
  const channel = parseInput(ChannelName, subject);
  const connections = subscriptionCount(core, app, channel);
  return {
    occupied: connections > 0,
    ...(isPresenceChannel(app, channel) ? { user_count: userCount(core, app, channel) } : {}),
    connection_count: connections,
  };
}
