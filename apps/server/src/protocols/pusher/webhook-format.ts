import type { Happening, MemberHappening } from '../../core/effects/happening.ts';
import type { WebhookFormat } from '../../effects/webhooks/webhook-format.ts';
import { signatureOf } from './auth/signatures.ts';
import { PROTOCOL } from './protocol.ts';
import { socketIdOf } from './session/socket-id.ts';

const RETRY_FOR_MS = 300_000;
const LEAVE_DELAY_MS = 3000;
const BODY = /^\{"time_ms":(\d+),"events":\[(.*)\]\}$/s;

/**
 * Webhooks as Pusher sends them: `{"time_ms":…,"events":[…]}`, signed by the HMAC-SHA256 of the raw body with the app's
 * secret, in hex. Its seven kinds; of what is published it tells nothing, and it asks nothing.
 *
 * Source: Pusher's documentation of webhooks, and what its server SDKs check.
 */
export const pusherFormat: WebhookFormat = {
  name: PROTOCOL,
  tells: ['occupied', 'vacated', 'joined', 'left', 'client_event', 'cache_miss', 'subscribers'],
  defaults: { retryForMs: RETRY_FOR_MS, leaveDelayMs: LEAVE_DELAY_MS },
  signedBy: 'app',
  encode: (happening) => {
    const event = eventOf(happening);
    return event === null ? null : bodyOf(String(happening.at), event);
  },
  join: (bodies) => {
    const parts = bodies.map((body) => BODY.exec(body) ?? []);
    return bodyOf(parts[0]?.[1] ?? '0', parts.map(([, , events]) => events).join(','));
  },
  encodeQuestion: () => null,
  sign: (body, { secret, appKey }) => ({
    'X-Pusher-Key': appKey ?? '',
    'X-Pusher-Signature': signatureOf(secret, body),
  }),
};

function bodyOf(timeMs: string, events: string): string {
  return `{"time_ms":${timeMs},"events":[${events}]}`;
}

function eventOf(happening: Happening): string | null {
  const { channel } = happening;
  switch (happening.kind) {
    case 'occupied':
      return JSON.stringify({ name: 'channel_occupied', channel });
    case 'vacated':
      return JSON.stringify({ name: 'channel_vacated', channel });
    // Of who merely says to be a user nothing is told: this format has no word for the difference.
    case 'joined':
      if (happening.claimed) return null;
      return withUser(JSON.stringify({ name: 'member_added', channel }), happening);
    case 'left':
      if (happening.claimed) return null;
      return withUser(JSON.stringify({ name: 'member_removed', channel }), happening);
    case 'cache_miss':
      return JSON.stringify({ name: 'cache_miss', channel });
    case 'subscribers':
      return JSON.stringify({
        name: 'subscription_count',
        channel,
        subscription_count: happening.subscribers,
      });
    case 'client_event': {
      const { name: event, body, sessionId, isMember, userId, claimed } = happening;
      const head = JSON.stringify({ name: 'client_event', channel, event });
      // The data as the client sent it: not parsed, and not written anew.
      const said = `${head.slice(0, -1)},"data":${body.asJson()},"socket_id":"${socketIdOf(sessionId)}"}`;
      return isMember && userId !== null && !claimed ? withUser(said, { ...happening, userId }) : said;
    }
    case 'message':
    case 'subscribed':
    case 'unsubscribed':
      return null;
  }
}

/** Adds the user, in the type in which its id came: a string or a number. */
function withUser(
  event: string,
  { userId, userIdJson }: Pick<MemberHappening, 'userId' | 'userIdJson'>,
): string {
  return `${event.slice(0, -1)},"user_id":${userIdJson ?? JSON.stringify(userId)}}`;
}
