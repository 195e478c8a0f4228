import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Answer, Call } from '../call.ts';
import { publishedFacts } from '../channel-facts.ts';
import { ChannelName } from '../channel-name.ts';
import { parseInput } from '../parse-input.ts';
import { bodyParameters } from '../request-parameters.ts';
import { EventFields, publishAll, triggerOf } from '../trigger.ts';

const MOST_EVENTS = 10;

/** Counted before the events are looked at: what is too long costs no more than that. */
const Batch = z.object({ batch: z.array(z.unknown(), { error: 'must be a list of events' }) });
const Input = z.object({ batch: z.array(EventFields.extend({ channel: ChannelName })) });

/** `POST /apps/{id}/batch_events`: several events, all or none: each is checked before the first is published. */
export async function postBatchEvents(call: Call): Promise<Answer> {
  const parameters = bodyParameters(call.body);
  const { length } = parseInput(Batch, parameters).batch;
  if (length > MOST_EVENTS) {
    throw new ParleyError('bad_request', `Batch too large (${length} > ${MOST_EVENTS})`);
  }
  const { batch } = parseInput(Input, parameters);
  const triggers = batch.map((event) => triggerOf(call.app, new Set([event.channel]), event));
  await publishAll(call, triggers);
  if (batch.every(({ info }) => !info)) return {};
  return { batch: batch.map(({ channel, info }) => (info ? publishedFacts(call, channel, info) : {})) };
}
