import type { OutgoingRequest } from '../../requests/http-sender.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RequestSigner } from '../request-signer.ts';

const USER_AGENT = 'Parley';

/** What a request brings. */
export interface RequestContent {
  readonly body: string;
  /** The deliveries that it brings; none for what is not queued. */
  readonly deliveryIds: readonly string[];
}

/** The request that brings a body to an endpoint, signed. Throws if it cannot be signed as it should be. */
export function requestTo(
  endpoint: Endpoint,
  { body, deliveryIds }: RequestContent,
  signer: Pick<RequestSigner, 'signatureOf' | 'headersOf'>,
): OutgoingRequest {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    ...signer.signatureOf(endpoint, body),
  };
  if (deliveryIds.length > 0) headers['parley-delivery'] = deliveryIds.join(',');
  const taken = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  // Names of its own are in lower case; those above may not be.
  const own = Object.entries(signer.headersOf(endpoint)).filter(([name]) => !taken.has(name));
  const { timeoutMs } = endpoint.settings;
  return { url: endpoint.url, body, headers: { ...Object.fromEntries(own), ...headers }, timeoutMs };
}

/** Whether a status says that the endpoint took what it was sent. */
export function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
