import type { Actor } from '../../core/access/actor.ts';
import type { FollowRequest } from '../../core/channels/follower.ts';
import type { ParleyError } from '../../core/errors/parley-error.ts';
import { type ChannelFeed, channelFeed } from '../../core/hub/channel-feed.ts';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { ApiContext } from '../base/api-context.ts';
import { sessionOverHttp } from './session-over-http.ts';

/** A feed for a caller without a connection of its own; see {@link sessionOverHttp}. */
export async function feedOverHttp(
  ctx: { api: ApiContext; actor: Actor },
  request: FollowRequest,
  signal: AbortSignal | undefined,
): Promise<ChannelFeed> {
  const { core } = ctx.api;
  let outlet: Outlet<unknown> | null = null;
  const link = {
    get bufferedBytes() {
      return outlet?.bufferedBytes ?? 0;
    },
    close: (reason: ParleyError) => outlet?.close(reason),
  };
  const session = sessionOverHttp(ctx, link, signal);
  try {
    await core.admission.ask(session, request.channel);
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
