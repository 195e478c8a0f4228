import { createHmac } from 'node:crypto';
import type { Happening } from '../../core/effects/happening.ts';
import type { WebhookFormat } from './webhook-format.ts';

/**
 * Parley's own requests. Signed `parley-signature: t=<ms>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` with the
 * endpoint's secret.
 */
export const nativeFormat: WebhookFormat = {
  name: 'native',
  encode: (happening, deliveryId) => encode(happening, deliveryId),
  encodeQuestion: ({ userId, channel }) => JSON.stringify({ event: 'verification', channel, user: userId }),
  sign: (body, secret, at) => {
    const hmac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    return { header: 'parley-signature', value: `t=${at},v1=${hmac}` };
  },
};

function encode(happening: Happening, id: string): string {
  const { kind: event, appId: app, channel, at, userId: user } = happening;
  const common = { id, event, app, channel, at, user };
  if (happening.kind !== 'message') {
    return JSON.stringify({ ...common, subscribers: happening.subscribers });
  }
  const { id: message, name, body } = happening;
  const head = JSON.stringify({ ...common, message, name });
  // The body as it came: not parsed, and not written anew.
  return `${head.slice(0, -1)},"data":${body.asJson()}}`;
}
