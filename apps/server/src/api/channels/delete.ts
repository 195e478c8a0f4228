import { z } from 'zod';
import { procedure } from '../base/trpc.ts';
import { ChannelName, ObjectId } from '../models/names.ts';
import { rest } from '../rest/rest.ts';
import { Published, published } from './publish.ts';

/** Deletes an event and erases its payload. The deletion is an event of its own. */
export const deleteEvent = procedure
  .meta(
    rest.delete('/channels/{channel}/events/{id}', 'Channels', 'Delete an event', {
      description:
        'Its author and the app’s backend may. The payload and those of its edits are erased; its place in the log stays. The deletion is an event of its own.',
      errors: ['not_found', 'banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(z.object({ channel: ChannelName, id: ObjectId }))
  .output(Published)
  .mutation(async ({ ctx, input }) => {
    const command = { channel: input.channel, id: input.id, body: null, clientId: null };
    return published(await ctx.api.core.publisher.edit(ctx.actor, command, ctx.api.protocol));
  });
