import { createHmac } from 'node:crypto';
import type { Happening, ListenerHappening } from '../../core/effects/happening.ts';
import { roomKindOf } from '../../core/rules/room-name.ts';
import type { WebhookFormat } from '../../effects/webhooks/webhook-format.ts';
import { PROTOCOL } from './protocol.ts';

/**
 * Webhooks as the original sends them: JSON without id or time, signed by the HMAC of the body. It knows rooms only; of
 * other channels it tells nothing.
 */
export const socketlinkFormat: WebhookFormat = {
  name: PROTOCOL,
  tells: ['message', 'verification', 'subscribed', 'unsubscribed', 'occupied', 'vacated'],
  encode: (happening) => (roomKindOf(happening.channel) === null ? null : bodyOf(happening)),
  encodeQuestion: ({ userId, channel }) =>
    roomKindOf(channel) === null
      ? null
      : JSON.stringify({ event: 'ON_VERIFICATION_REQUEST', uid: userId, rid: channel }),
  signedBy: 'nothing',
  sign: (body, { secret }) => ({
    'X-HMAC-Signature': createHmac('sha256', secret).update(body).digest('hex'),
  }),
};

const EVENTS = {
  subscribed: 'ON_SUBSCRIBE',
  unsubscribed: 'ON_UNSUBSCRIBE',
  occupied: 'ON_ROOM_OCCUPIED',
  vacated: 'ON_ROOM_VACATED',
} as const satisfies Record<ListenerHappening['kind'], string>;

function bodyOf(happening: Happening): string | null {
  const uid = happening.userId ?? '';
  const rid = happening.channel;
  switch (happening.kind) {
    case 'message':
      return JSON.stringify({ event: 'ON_MESSAGE', uid, rid, message: happening.body.value() });
    case 'subscribed':
    case 'unsubscribed':
      return JSON.stringify({
        event: EVENTS[happening.kind],
        uid,
        rid,
        connections_in_room: String(happening.subscribers),
      });
    case 'occupied':
    case 'vacated':
      return JSON.stringify({ event: EVENTS[happening.kind], uid, rid });
    case 'subscribers':
    case 'joined':
    case 'left':
    case 'client_event':
    case 'cache_miss':
      return null;
  }
}
