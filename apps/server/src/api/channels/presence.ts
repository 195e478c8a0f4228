import { z } from 'zod';
import { userIdOf } from '../../core/access/principal.ts';
import { procedure } from '../base/trpc.ts';
import { PresenceMember } from '../models/feed-item.ts';
import { ChannelName } from '../models/names.ts';
import { rest } from '../rest/rest.ts';

/** Who is present on a channel: users, not connections. */
export const presence = procedure
  .meta(rest.get('/channels/{channel}/presence', 'Channels', 'See who is present', { errors: ['banned'] }))
  .input(z.object({ channel: ChannelName }))
  .output(
    z.object({ count: z.int().nonnegative(), members: z.array(PresenceMember) }).meta({ id: 'PresenceList' }),
  )
  .query(async ({ ctx, input: { channel } }) => {
    const { core } = ctx.api;
    const { app, principal } = ctx.actor;
    core.moderation.requireNotBanned(app.id, userIdOf(principal), channel);
    core.access.require(await core.admission.asMember(ctx.actor, channel), channel, 'presence');
    const members = core.presence.members(app.id, channel).map(({ userId, claimed, body, joinedAt }) => ({
      user: userId,
      ...(claimed && { claimed }),
      data: body?.value() ?? null,
      joinedAt,
    }));
    return { count: members.length, members };
  });
