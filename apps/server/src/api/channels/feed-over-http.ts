import type { Actor } from '../../core/access/actor.ts';
import type { FollowRequest } from '../../core/channels/follower.ts';
import { type ChannelFeed, channelFeed } from '../../core/hub/channel-feed.ts';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { ApiContext } from '../base/api-context.ts';

/**
 * A feed for a caller without a connection of its own: the stream that serves it is its connection, for as long as it
 * lasts, and counts as one.
 */
export function feedOverHttp(ctx: { api: ApiContext; actor: Actor }, request: FollowRequest): ChannelFeed {
  const { core, identity, address, userAgent } = ctx.api;
  const { app, principal, grants } = ctx.actor;
  let outlet: Outlet<unknown> | null = null;
  const session = core.sessions.open(
    {
      app,
      protocol: 'sse',
      address,
      userAgent,
      link: {
        get bufferedBytes() {
          return outlet?.bufferedBytes ?? 0;
        },
        close: (reason) => outlet?.close(reason),
      },
    },
    identity ?? { principal, grants, expiresAt: null },
  );
  try {
    const feed = core.follower.follow(session, request);
    return channelFeed(request.channel, (reader) => {
      outlet = reader.outlet;
      const subscription = feed.attach(reader);
      return {
        [Symbol.dispose]() {
          subscription[Symbol.dispose]();
          core.sessions.end(session);
        },
      };
    });
  } catch (error) {
    core.sessions.end(session);
    throw error;
  }
}
