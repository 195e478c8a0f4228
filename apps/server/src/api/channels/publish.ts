import { z } from 'zod';
import { Body } from '../../core/event/body.ts';
import { formatPosition } from '../../core/event/position.ts';
import type { AppendResult } from '../../core/log/event-log.ts';
import { procedure } from '../base/trpc.ts';
import {
  ChannelName,
  ClientId,
  EventName,
  ObjectId,
  PositionText,
  Timestamp,
  UserId,
} from '../models/names.ts';
import { rest } from '../rest/rest.ts';

export const Published = z
  .object({
    id: ObjectId,
    position: PositionText,
    at: Timestamp,
    duplicate: z.boolean().meta({
      description: 'An event with this client id was there already; this is its id and position.',
    }),
  })
  .meta({ id: 'Published' });

export const NewEvent = z.object({
  channel: ChannelName,
  name: EventName,
  data: z.unknown().meta({ description: 'Any JSON value.' }),
  clientId: ClientId.optional(),
});

export function published({ event, duplicate }: AppendResult): z.infer<typeof Published> {
  return { id: event.id, position: formatPosition(event.position), at: event.at, duplicate };
}

/** Publishes an event. On a durable channel the answer means that it is stored. */
export const publish = procedure
  .meta(
    rest.post('/channels/{channel}/events', 'Channels', 'Publish an event', {
      description:
        'On a durable channel the answer means that the event is stored. Repeating the request with the same `clientId` stores it once and gets the first answer.',
      status: 201,
      errors: ['banned', 'muted', 'messaging_disabled'],
      examples: { request: { name: 'message', data: { text: 'hello' }, clientId: '7b2c' } },
    }),
  )
  .input(
    NewEvent.extend({
      exclude: ObjectId.optional().meta({
        description: 'A connection that does not get the event live, usually the sender’s own.',
      }),
      asUser: UserId.optional().meta({
        description: 'Publish in the name of this user. Only for the app’s backend.',
      }),
    }),
  )
  .output(Published)
  .mutation(async ({ ctx, input }) => {
    const command = {
      channel: input.channel,
      name: input.name,
      body: Body.ofValue(input.data),
      clientId: input.clientId ?? null,
      exclude: input.exclude ?? null,
      asUser: input.asUser ?? null,
    };
    return published(await ctx.api.core.publisher.publish(ctx.actor, command, ctx.api.protocol));
  });
