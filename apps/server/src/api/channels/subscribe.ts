import { z } from 'zod';
import type { FollowRequest } from '../../core/channels/follower.ts';
import { Body } from '../../core/event/body.ts';
import { parsePosition } from '../../core/event/position.ts';
import { procedure } from '../base/trpc.ts';
import { FeedItem } from '../models/feed-item.ts';
import { ChannelName, PositionText } from '../models/names.ts';
import { rest } from '../rest/rest.ts';
import { feedOverHttp } from './feed-over-http.ts';
import { iterable } from './iterable-feed.ts';

/**
 * Follows a channel: a `subscribed` item first, then events, signals and presence as they happen. Every item is
 * tracked by the channel's position, so a client that comes back with `lastEventId` gets what it missed, or a gap.
 */
export const subscribe = procedure
  .meta(
    rest.get('/channels/{channel}/events', 'Channels', 'Follow a channel live', {
      description:
        'Server-sent events, one per item; the id of each is the position to resume from with `Last-Event-ID`. Example: `curl -N -H "api-key: …" …/api/v1/channels/room:1/events`.',
      errors: ['banned', 'bad_position', 'too_many_subscriptions', 'too_many_connections'],
      item: FeedItem,
    }),
  )
  .input(
    z.object({
      channel: ChannelName,
      lastEventId: PositionText.optional().meta({ description: 'Resume after this position.' }),
      rewind: z.int().min(0).max(1000).optional().meta({
        description: 'Without a position: begin with so many of the newest events.',
      }),
      presence: z.unknown().optional().meta({
        description: 'What to show of oneself to the others; any JSON value makes a known user present.',
      }),
    }),
  )
  .subscription(async ({ ctx, input, signal }) => {
    const { core, session } = ctx.api;
    const request: FollowRequest = {
      channel: input.channel,
      resume: input.lastEventId === undefined ? null : parsePosition(input.lastEventId),
      rewind: input.rewind ?? null,
      presence: input.presence === undefined ? undefined : Body.ofValue(input.presence),
    };
    if (!session) return iterable(await feedOverHttp(ctx, request, signal));
    await core.admission.ask(session, input.channel);
    return iterable(core.follower.follow(session, request));
  });
