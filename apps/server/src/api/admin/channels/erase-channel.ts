import { z } from 'zod';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { ChannelName } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

/** Erases a channel's whole log. Its readers are told of a gap with the next event. */
export const eraseChannel = adminMutation
  .meta(
    rest.delete('/channels/{channel}', 'Channels', 'Erase the log of a channel', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Final. The next event begins a new epoch, and readers are told of a gap.',
    }),
  )
  .input(z.object({ ...scope, channel: ChannelName }))
  .output(z.object({ erased: z.int().nonnegative().meta({ description: 'Events that went.' }) }))
  .mutation(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const stored = await core.store.events.erase(app.id, input.channel);
    return { erased: stored + core.logs.volatile.erase(app.id, input.channel) };
  });
