import { z } from 'zod';
import { userIdOf } from '../../core/access/principal.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { procedure } from '../base/trpc.ts';
import { ChannelName } from '../models/names.ts';

/** Changes what the caller shows of itself on a channel where it is present through this connection. */
export const updatePresence = procedure
  .input(z.object({ channel: ChannelName, data: z.unknown() }))
  .output(z.object({}))
  .mutation(({ ctx, input }) => {
    const { core, session } = ctx.api;
    const userId = userIdOf(ctx.actor.principal);
    const follows = [...(session?.subscriptions ?? [])].some(({ channel }) => channel.name === input.channel);
    if (userId === null || !follows) {
      throw new ParleyError('not_found', `This connection is not present on ${input.channel}.`);
    }
    // What one shows of oneself is read by all: a mute holds for it as for anything else that is said.
    core.moderation.requireNotMuted(ctx.actor.app.id, userId, input.channel);
    core.publisher.charge(ctx.actor);
    core.presence.update(ctx.actor.app, input.channel, userId, Body.ofValue(input.data));
    return {};
  });
