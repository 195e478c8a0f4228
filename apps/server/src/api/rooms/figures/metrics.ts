import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';

const total = (description: string) => z.int().nonnegative().meta({ description });
const average = (description: string) => z.number().nonnegative().meta({ description });

const RoomMetrics = z
  .object({
    connections: total('Connections of the app that are open now, whatever protocol they speak.'),
    messages_sent: total(
      'Messages handed to readers: a message that five clients hear counts five times, the sender that gets no copy ' +
        'does not count. What the backend broadcasts is not among them.',
    ),
    average_payload_size: average('`total_payload_sent` by `messages_sent`, in bytes; 0 before the first.'),
    total_payload_sent: total('Bytes of the texts of those messages, counted once for each reader.'),
    total_rejected_requests: total(
      '`total_failed_api_calls` and `total_failed_connection_attempts` together.',
    ),
    average_latency: average(
      'A moving average of how long clients take to answer a probe, there and back, in ms; 0 before the first answer.',
    ),
    dropped_messages: total(
      'Messages that slow clients did not get (they are told so), and those refused from clients that are too slow.',
    ),
    total_failed_api_calls: total(
      'Requests below `/api/v1` answered with a status of 400 or above, or given up by the caller. Where nobody knows ' +
        'whose they are (a wrong key, an unknown path) they count for the default app.',
    ),
    total_success_api_calls: total(
      'Requests below `/api/v1` answered with a status below 400, but for this one.',
    ),
    total_failed_connection_attempts: total('Handshakes of WebSockets that were refused.'),
    total_mysql_db_batch_writes: total("Batches written to the app's own MySQL."),
    total_local_db_writes: total('Messages kept in cache rooms.'),
    total_success_webhook_calls: total('Requests to webhooks that their receivers took.'),
    total_failed_webhook_calls: total('Attempts at requests to webhooks that failed.'),
  })
  .meta({ id: 'RoomMetrics' });

/** The figures of an app, as clients of rooms know them. Totals go on over restarts. */
export const metrics = roomQuery
  .meta(
    rest.get('/metrics', ROOM_ADMIN.tag, 'Read the figures of an app', {
      ...ROOM_ADMIN,
      description:
        'Totals go on over restarts. They are stored every few seconds: a server that is killed, rather than stopped, ' +
        'loses what it counted in the last five.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(RoomMetrics)
  .query(({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const stats = core.stats.of(app.id);
    return {
      connections: core.sessions.count(app.id),
      messages_sent: stats.messagesDelivered,
      average_payload_size:
        stats.messagesDelivered === 0 ? 0 : stats.bytesDelivered / stats.messagesDelivered,
      total_payload_sent: stats.bytesDelivered,
      total_rejected_requests: stats.callsFailed + stats.handshakesRefused,
      average_latency: stats.latencyMs,
      dropped_messages: stats.dropped,
      total_failed_api_calls: stats.callsFailed,
      total_success_api_calls: stats.callsAnswered,
      total_failed_connection_attempts: stats.handshakesRefused,
      total_mysql_db_batch_writes: stats.mirrorBatches,
      total_local_db_writes: stats.roomMessagesStored,
      total_success_webhook_calls: stats.webhooksDelivered,
      total_failed_webhook_calls: stats.webhooksFailed,
    };
  });
