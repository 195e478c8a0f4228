import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { PresenceMember } from '../../models/feed-item.ts';
import { ChannelName, ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { RuleExplanationModel } from '../rules/rule-model.ts';
import { ADMIN, scope } from '../scope.ts';
import { ChannelModel, channelModel } from './channel-model.ts';

const MAX_LISTED = 1000;

/** A channel as it is now: its rule and why, who listens, who is present. */
export const inspectChannel = adminQuery
  .meta(rest.get('/channels/{channel}', 'Channels', 'Inspect a channel', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope, channel: ChannelName }))
  .output(
    ChannelModel.extend({
      rule: RuleExplanationModel,
      present: z.array(PresenceMember),
      readers: z
        .array(
          z.object({
            connection: ObjectId,
            user: UserId.nullable(),
            state: z.enum(['reading', 'waiting', 'live', 'ended']),
          }),
        )
        .meta({ description: `At most ${MAX_LISTED}.` }),
    }).meta({ id: 'ChannelDetail' }),
  )
  .query(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const { channel } = input;
    const subscriptions = [...(core.hub.find(app.id, channel)?.subscriptions ?? [])];
    return {
      ...(await channelModel(core, app, channel)),
      rule: { channel, ...app.rules.explain(channel) },
      present: core.presence
        .members(app.id, channel)
        .slice(0, MAX_LISTED)
        .map(({ userId, claimed, body, joinedAt }) => ({
          user: userId,
          ...(claimed && { claimed }),
          data: body?.value() ?? null,
          joinedAt,
        })),
      readers: subscriptions
        .slice(0, MAX_LISTED)
        .map(({ sessionId, userId, state }) => ({ connection: sessionId, user: userId, state })),
    };
  });
