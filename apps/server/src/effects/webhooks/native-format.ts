import { createHmac } from 'node:crypto';
import type { Happening } from '../../core/effects/happening.ts';
import type { WebhookFormat } from './webhook-format.ts';

/**
 * Parley's own requests. Signed `parley-signature: t=<ms>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` with the
 * endpoint's secret.
 */
export const nativeFormat: WebhookFormat = {
  name: 'native',
  signedBy: 'nothing',
  encode: (happening, deliveryId) => encode(happening, deliveryId),
  join: (bodies) => `{"batch":[${bodies.join(',')}]}`,
  encodeQuestion: ({ userId, claimed, channel }) =>
    JSON.stringify({ event: 'verification', channel, user: userId, ...(claimed && { claimed }) }),
  sign: (body, { secret }, at) => {
    const hmac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    return { 'parley-signature': `t=${at},v1=${hmac}` };
  },
};

function encode(happening: Happening, id: string): string {
  const { kind: event, appId: app, channel, at, userId: user, claimed } = happening;
  const common = { id, event, app, channel, at, user, ...(claimed && { claimed }) };
  switch (happening.kind) {
    case 'message': {
      const { id: message, name, body } = happening;
      return withData({ ...common, message, name }, body.asJson());
    }
    case 'client_event': {
      const { sessionId: session, name, body } = happening;
      return withData({ ...common, session, name }, body.asJson());
    }
    case 'joined':
    case 'left':
      return JSON.stringify({ ...common, members: happening.members });
    case 'cache_miss':
      return JSON.stringify(common);
    case 'subscribed':
    case 'unsubscribed':
    case 'occupied':
    case 'vacated':
    case 'subscribers':
      return JSON.stringify({ ...common, subscribers: happening.subscribers });
  }
}

/** With the body as it came: not parsed, and not written anew. */
function withData(head: object, data: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"data":${data}}`;
}
