import { z } from 'zod';
import { Body } from '../../core/event/body.ts';
import { procedure } from '../base/trpc.ts';
import { Extras, givenExtras } from '../models/extras.ts';
import { ChannelName, ClientId, ObjectId } from '../models/names.ts';
import { rest } from '../rest/rest.ts';
import { Published, published } from './publish.ts';

/** Replaces the payload of an event. The edit is an event of its own. */
export const edit = procedure
  .meta(
    rest.patch('/channels/{channel}/events/{id}', 'Channels', 'Edit an event', {
      description:
        'Its author and the app’s backend may. The edit is an event of its own, with its own position.',
      errors: ['not_found', 'banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.object({
      channel: ChannelName,
      id: ObjectId.meta({ description: 'The id of the event to change.' }),
      data: z.unknown().meta({ description: 'The new payload: any JSON value.' }),
      clientId: ClientId.optional(),
      extras: Extras.optional().meta({
        description: 'What else is said of it from now on; absent: what was. Only for the app’s backend.',
      }),
    }),
  )
  .output(Published)
  .mutation(async ({ ctx, input }) => {
    const { channel, id, data, clientId = null } = input;
    const extras = givenExtras(ctx.actor, input.extras);
    const command = { channel, id, body: Body.ofValue(data), clientId, ...extras };
    return published(await ctx.api.core.publisher.edit(ctx.actor, command, ctx.api.protocol));
  });
