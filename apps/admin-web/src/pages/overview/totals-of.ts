import type { Stats } from '../../api/trpc.ts';
import { counted, sized } from './figures.ts';

export interface Total {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** The totals of an app in words; where something goes wrong at times, how often it did is in the note. */
export function totalsOf(stats: Stats): readonly Total[] {
  const { messagesDelivered, bytesDelivered, latencyMs } = stats;
  const average = messagesDelivered === 0 ? 0 : bytesDelivered / messagesDelivered;
  return [
    {
      label: 'Messages delivered',
      value: counted(messagesDelivered),
      note: `${counted(stats.dropped)} dropped for slow clients`,
    },
    { label: 'Payload delivered', value: sized(bytesDelivered), note: `${sized(average)} each, on average` },
    {
      label: 'REST calls answered',
      value: counted(stats.callsAnswered),
      note: `${counted(stats.callsFailed)} failed`,
    },
    {
      label: 'Connection attempts refused',
      value: counted(stats.handshakesRefused),
      note: `${counted(stats.connected)} admitted since the start`,
    },
    {
      label: 'Kept in cache rooms',
      value: counted(stats.roomMessagesStored),
      note: 'messages, those deleted since among them',
    },
    {
      label: 'Webhooks delivered',
      value: counted(stats.webhooksDelivered),
      note: `${counted(stats.webhooksFailed)} failed attempts`,
    },
    { label: 'Batches to the app’s MySQL', value: counted(stats.mirrorBatches), note: 'of its cache rooms' },
    {
      label: 'Latency',
      value: latencyMs === 0 ? 'unknown' : `${counted(latencyMs)} ms`,
      note: 'there and back, on average',
    },
  ];
}
