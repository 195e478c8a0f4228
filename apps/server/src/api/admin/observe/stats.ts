import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

const count = z.int().nonnegative();

/** What the app does now, and did since the server started. */
export const stats = adminQuery
  .meta(rest.get('/stats', 'Observe', 'Read the counters of an app', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope }))
  .output(
    z
      .object({
        at: Timestamp,
        connections: count.meta({ description: 'Live now.' }),
        channels: count.meta({ description: 'Channels with readers now.' }),
        connected: count.meta({ description: 'Connections admitted since the start.' }),
        published: count.meta({ description: 'Events logged since the start: publishes, edits, deletions.' }),
        publishedBytes: count.meta({ description: 'Bytes of their payloads.' }),
        signalled: count.meta({ description: 'Signals since the start.' }),
        refused: count.meta({ description: 'Requests refused since the start, whatever the reason.' }),
        delivered: count.meta({
          description: 'Readers that events and signals were handed to since the start.',
        }),
      })
      .meta({ id: 'Stats' }),
  )
  .query(({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const { connected, published, publishedBytes, signalled, refused, delivered } = core.stats.of(app.id);
    return {
      at: core.runtime.clock.now(),
      connections: core.sessions.count(app.id),
      channels: [...core.hub.channelsOf(app.id)].length,
      connected,
      published,
      publishedBytes,
      signalled,
      refused,
      delivered,
    };
  });
