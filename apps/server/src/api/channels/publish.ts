import { z } from 'zod';
import type { Actor } from '../../core/access/actor.ts';
import { isBackend, userIdOf } from '../../core/access/principal.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { formatPosition } from '../../core/event/position.ts';
import type { AppendResult } from '../../core/log/event-log.ts';
import type { ApiContext } from '../base/api-context.ts';
import { procedure } from '../base/trpc.ts';
import { Extras, givenExtras } from '../models/extras.ts';
import {
  ChannelName,
  ClientId,
  EventName,
  ObjectId,
  PositionText,
  Timestamp,
  UserId,
} from '../models/names.ts';
import { givenReaders, Readers } from '../models/readers.ts';
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
  ...Readers,
  extras: Extras.optional(),
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
        description:
          'A connection that does not get the event live: one of the sender’s own. The app’s backend may name any.',
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
      exclude: requireOwn(ctx.api, ctx.actor, input.exclude ?? null),
      asUser: input.asUser ?? null,
      ...givenReaders(input),
      ...givenExtras(ctx.actor, input.extras),
    };
    return published(await ctx.api.core.publisher.publish(ctx.actor, command, ctx.api.protocol));
  });

/** A client may keep an event only from its own connections. Throws `forbidden`. */
function requireOwn({ core }: ApiContext, actor: Actor, exclude: string | null): string | null {
  if (exclude === null || exclude === actor.sessionId || isBackend(actor.principal)) return exclude;
  const userId = userIdOf(actor.principal);
  const session = core.sessions.get(actor.app.id, exclude);
  if (userId !== null && session && userIdOf(session.principal) === userId) return exclude;
  throw new ParleyError('forbidden', 'A client may exclude only its own connections.');
}
