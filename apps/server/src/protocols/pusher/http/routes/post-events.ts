import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Answer, Call } from '../call.ts';
import { type ChannelFacts, publishedFacts } from '../channel-facts.ts';
import { ChannelName } from '../channel-name.ts';
import { parseInput } from '../parse-input.ts';
import { bodyParameters } from '../request-parameters.ts';
import { EventFields, publishAll, triggerOf } from '../trigger.ts';

const MOST_CHANNELS = 100;

const Input = EventFields.extend({
  channels: z
    .array(ChannelName, { error: 'must be a list of channels' })
    .min(1, 'must name a channel')
    .max(MOST_CHANNELS, `must name ${MOST_CHANNELS} channels at most`)
    .nullish(),
  channel: ChannelName.nullish(),
});

/** `POST /apps/{id}/events`: one event to one channel or several. A channel named twice gets it once. */
export async function postEvents(call: Call): Promise<Answer> {
  const input = parseInput(Input, { ...call.query, ...bodyParameters(call.body) });
  const named = input.channels ?? (input.channel ? [input.channel] : []);
  if (named.length === 0) throw new ParleyError('bad_request', 'channels: is required');
  const channels = new Set(named);
  await publishAll(call, [triggerOf(call.app, channels, input)]);
  const { info } = input;
  if (!info) return {};
  const facts = [...channels].map((channel): [string, ChannelFacts] => [
    channel,
    publishedFacts(call, channel, info),
  ]);
  return { channels: Object.fromEntries(facts) };
}
