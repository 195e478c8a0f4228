import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Answer, Call } from '../call.ts';
import { type ChannelFacts, isPresenceChannel, subscriptionCount, userCount } from '../channel-facts.ts';
import { isSharedName } from '../channel-name.ts';
import { InfoAttributes } from '../info-attributes.ts';
import { parseInput } from '../parse-input.ts';

const Input = z.object({
  filter_by_prefix: z.string({ error: 'must be the beginning of a name' }).default(''),
  info: InfoAttributes.optional(),
});
const PRESENCE = 'presence-';

/** `GET /apps/{id}/channels`: the channels that somebody listens to now. */
export function getChannels({ core, app, query }: Call): Answer {
  const { filter_by_prefix: prefix, info } = parseInput(Input, query);
  const countsUsers = info?.has('user_count') === true;
  if (countsUsers && !prefix.startsWith(PRESENCE)) {
    throw new ParleyError(
      'bad_request',
      'user_count may only be requested for presence channels - ' +
        'please supply filter_by_prefix begining with presence-',
    );
  }
  const channels: Array<[string, ChannelFacts]> = [];
  for (const { name } of core.hub.channelsOf(app.id)) {
    if (!name.startsWith(prefix) || !isSharedName(name)) continue;
    const facts = { occupied: true, subscription_count: subscriptionCount(core, app, name) };
    const users =
      countsUsers && isPresenceChannel(app, name) ? { user_count: userCount(core, app, name) } : {};
    channels.push([name, { ...facts, ...users }]);
  }
  return { channels: Object.fromEntries(channels) };
}
