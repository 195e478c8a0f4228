import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { OutgoingRequest } from '../requests/http-sender.ts';
import { requestTo } from './delivery/delivery-request.ts';
import type { Endpoint } from './endpoint.ts';
import type { EndpointEvent } from './endpoint-settings.ts';
import type { RequestSigner } from './request-signer.ts';

/** A room, since some formats tell of rooms only; a private one, since only those are asked about. */
const CHANNEL = 'pri-webhook-test';
const USER = 'webhook-test';

/** A request as an endpoint would get it, about a channel and a user that are no more than names. */
export function sampleRequest(
  endpoint: Endpoint,
  event: EndpointEvent,
  { runtime, signer }: { runtime: Runtime; signer: RequestSigner },
): OutgoingRequest {
  const id = runtime.ids.next();
  const body = sampleBody(endpoint, event, { id, at: runtime.clock.now() });
  if (body === null) {
    throw new ParleyError('conflict', `The format of this webhook has no requests for "${event}".`);
  }
  const isQuestion = event === 'verification';
  const whole = !isQuestion && endpoint.gathers ? (endpoint.format?.join?.([body]) ?? body) : body;
  return requestTo(endpoint, { body: whole, deliveryIds: isQuestion ? [] : [id] }, signer);
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
    case 'subscribers':
      return format.encode({ kind: event, ...common, subscribers: 1 }, id);
    case 'unsubscribed':
    case 'vacated':
      return format.encode({ kind: event, ...common, subscribers: 0 }, id);
    case 'joined':
      return format.encode({ kind: event, ...common, members: 1 }, id);
    case 'left':
      return format.encode({ kind: event, ...common, members: 0 }, id);
    case 'client_event': {
      const said = { name: 'client-test', body: Body.ofValue('A test.'), sessionId: id, isMember: true };
      return format.encode({ kind: event, ...common, ...said }, id);
    }
    case 'cache_miss':
      return format.encode({ kind: event, ...common }, id);
  }
}
