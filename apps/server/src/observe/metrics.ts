import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Core } from '../core/core.ts';
import type { Wire } from '../wire/wire.ts';

/** Metrics in Prometheus' form. Counters are read from the core when somebody asks, so counting costs nothing. */
export function createMetrics(core: Core, wire: Wire): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const counted = [
    ['published', 'parley_events_published_total', 'Events logged: publishes, edits, deletions'],
    ['publishedBytes', 'parley_events_published_bytes_total', 'Bytes of the payloads of events logged'],
    ['signalled', 'parley_signals_total', 'Signals sent'],
    ['delivered', 'parley_deliveries_total', 'Readers that events and signals were handed to'],
    ['refused', 'parley_requests_refused_total', 'Requests refused, whatever the reason'],
    ['connected', 'parley_connections_opened_total', 'Connections admitted'],
    ['messagesDelivered', 'parley_messages_delivered_total', 'Publishes handed to readers, one for each'],
    ['bytesDelivered', 'parley_messages_delivered_bytes_total', 'Bytes of the payloads of those'],
    ['dropped', 'parley_messages_dropped_total', 'Messages that clients were too slow to get or to send'],
    ['callsAnswered', 'parley_rest_calls_answered_total', 'REST calls answered with a status below 400'],
    ['callsFailed', 'parley_rest_calls_failed_total', 'REST calls answered with a status of 400 or above'],
    ['handshakesRefused', 'parley_handshakes_refused_total', 'WebSocket handshakes refused'],
    ['roomMessagesStored', 'parley_room_messages_stored_total', 'Messages kept in cache rooms'],
    ['mirrorBatches', 'parley_mirror_batches_total', "Batches written to apps' own MySQL"],
    ['webhooksDelivered', 'parley_webhooks_delivered_total', 'Webhook requests that were taken'],
    ['webhooksFailed', 'parley_webhooks_failed_total', 'Attempts at webhook requests that failed'],
  ] as const;
  for (const [field, name, help] of counted) {
    new Counter({
      name,
      help,
      labelNames: ['app'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [app, stats] of core.stats.all()) this.inc({ app }, stats[field]);
      },
    });
  }

  const perApp = (name: string, help: string, read: (appId: string) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['app'],
      registers: [registry],
      collect() {
        this.reset();
        for (const app of core.apps.list()) this.set({ app: app.id }, read(app.id));
      },
    });
  };
  perApp('parley_connections', 'Connections open now', (appId) => core.sessions.count(appId));
  perApp(
    'parley_latency_milliseconds',
    'Moving average of the answers to probes, there and back; 0 before the first',
    (appId) => core.stats.of(appId).latencyMs,
  );
  perApp('parley_channels', 'Channels with readers now', (appId) => [...core.hub.channelsOf(appId)].length);

  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  gauge(
    'parley_sockets',
    'Connections open or closing: WebSockets, long-polling clients, Socket.IO sockets',
    () => wire.outlets.size,
  );
  gauge('parley_buffered_bytes', 'Bytes kept for readers that do not keep up', () => wire.budget.totalBytes);
  gauge('parley_volatile_bytes', 'Bytes held for volatile channels', () => core.logs.volatile.bytes);
  return registry;
}
