import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import { cachedEvent } from '../cached-event.ts';
import type { Answer, Call } from '../call.ts';
import { type ChannelFacts, isPresenceChannel, subscriptionCount, userCount } from '../channel-facts.ts';
import { ChannelName } from '../channel-name.ts';
import { InfoAttributes } from '../info-attributes.ts';
import { parseInput } from '../parse-input.ts';

const Input = z.object({ info: InfoAttributes.optional() });

/** `GET /apps/{id}/channels/{name}`. One that nobody has ever heard of is an empty one. Counts come unasked. */
export async function getChannel({ core, app, subject, query }: Call): Promise<Answer> {
  const channel = parseInput(ChannelName, subject);
  const { info } = parseInput(Input, query);
  const isPresence = isPresenceChannel(app, channel);
  if (info?.has('user_count') && !isPresence) {
    throw new ParleyError(
      'bad_request',
      'Cannot retrieve the user count unless the channel is a presence channel',
    );
  }
  const cache = info?.has('cache') ? await cachedEvent(core, app, channel) : null;
  const subscriptions = subscriptionCount(core, app, channel);
  const facts: ChannelFacts = {
    occupied: subscriptions > 0,
    ...(isPresence ? { user_count: userCount(core, app, channel) } : {}),
    subscription_count: subscriptions,
    ...(cache ? { cache } : {}),
  };
  return facts;
}
