import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { requestTo } from './delivery/delivery-request.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointEvent } from './endpoint-settings.ts';
import type { OutgoingRequest } from './requests/http-sender.ts';

const CHANNEL = 'webhook-test';
const USER = 'webhook-test';

/** A request as an endpoint would get it, about a channel and a user that are no more than names. */
export function sampleRequest(
  endpoint: Endpoint,
  event: EndpointEvent,
  { runtime, secretOf }: { runtime: Runtime; secretOf(endpoint: Endpoint): string | null },
): OutgoingRequest {
  const id = runtime.ids.next();
  const body = sampleBody(endpoint, event, { id, at: runtime.clock.now() });
  if (body === null) {
    throw new ParleyError('conflict', `The format of this webhook has no requests for "${event}".`);
  }
  const deliveryId = event === 'verification' ? null : id;
  return requestTo(endpoint, { body, deliveryId }, { clock: runtime.clock, secretOf });
}

function sampleBody(
  { appId, format }: Endpoint,
  event: EndpointEvent,
  { id, at }: { id: string; at: number },
): string | null {
  if (format === null) return null;
  const common = { appId, channel: CHANNEL, at, userId: USER };
  switch (event) {
    case 'verification':
      return format.encodeQuestion({ userId: USER, channel: CHANNEL });
    case 'message':
      return format.encode({ kind: event, ...common, id, name: 'test', body: Body.ofValue('A test.') }, id);
    case 'subscribed':
    case 'occupied':
      return format.encode({ kind: event, ...common, subscribers: 1 }, id);
    case 'unsubscribed':
    case 'vacated':
      return format.encode({ kind: event, ...common, subscribers: 0 }, id);
  }
}
