import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

const count = z.int().nonnegative();

/** What the app does now, and did. */
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
        messagesDelivered: count.meta({
          description:
            'Publishes handed to readers, one for each. From here on: over restarts, see `GET /metrics`.',
        }),
        bytesDelivered: count.meta({ description: 'Bytes of their payloads, once for each reader.' }),
        dropped: count.meta({ description: 'Messages that clients were too slow to get or to send.' }),
        callsAnswered: count.meta({ description: 'REST calls answered with a status below 400.' }),
        callsFailed: count.meta({ description: 'REST calls answered with a status of 400 or above.' }),
        handshakesRefused: count.meta({ description: 'WebSocket handshakes refused.' }),
        roomMessagesStored: count.meta({ description: 'Messages kept in cache rooms.' }),
        mirrorBatches: count.meta({ description: "Batches written to the app's own MySQL." }),
        webhooksDelivered: count.meta({ description: 'Webhook requests that were taken.' }),
        webhooksFailed: count.meta({ description: 'Attempts at webhook requests that failed.' }),
        latencyMs: z.number().nonnegative().meta({
          description:
            'How long clients take to answer a probe, there and back, on average; 0 before the first answer.',
        }),
      })
      .meta({ id: 'Stats' }),
  )
  .query(({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    return {
      ...core.stats.of(app.id),
      at: core.runtime.clock.now(),
      connections: core.sessions.count(app.id),
      channels: [...core.hub.channelsOf(app.id)].length,
    };
  });
