import type { Clock } from '../../../runtime/clock.ts';
import type { Endpoint } from '../endpoint.ts';
import type { OutgoingRequest } from '../requests/http-sender.ts';

const USER_AGENT = 'Parley';

export interface Signing {
  readonly clock: Clock;
  secretOf(endpoint: Endpoint): string | null;
}

/** The request that brings a body to an endpoint, signed. Throws if it cannot be signed as it should be. */
export function requestTo(
  endpoint: Endpoint,
  { body, deliveryId }: { body: string; deliveryId: string | null },
  { clock, secretOf }: Signing,
): OutgoingRequest {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': USER_AGENT };
  if (deliveryId !== null) headers['parley-delivery'] = deliveryId;
  const secret = secretOf(endpoint);
  if (secret !== null && endpoint.format !== null) {
    const { header, value } = endpoint.format.sign(body, secret, clock.now());
    headers[header] = value;
  }
  return { url: endpoint.url, body, headers, timeoutMs: endpoint.settings.timeoutMs };
}

/** Whether a status says that the endpoint took what it was sent. */
export function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
