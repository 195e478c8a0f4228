import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Body } from '../../../core/event/body.ts';
import { rawMember } from './raw-member.ts';

/** What a client says. */
export type ClientFrame =
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' }
  | ({ readonly kind: 'subscribe' } & SubscribeRequest)
  | { readonly kind: 'unsubscribe'; readonly channel: string }
  | ({ readonly kind: 'sign-in' } & SignInRequest)
  | ({ readonly kind: 'event' } & ClientEvent);

export interface SubscribeRequest {
  readonly channel: string;
  /** The app's signature, `KEY:SIGNATURE`; null where the client brought none. */
  readonly auth: string | null;
  /** What the signature says of the client, JSON in a string; null where it says nothing. Not to be parsed unproved. */
  readonly channelData: string | null;
}

export interface SignInRequest {
  readonly auth: string;
  /** JSON in a string. Not to be parsed before its signature was found to hold. */
  readonly userData: string;
}

/** Something said to the other clients on a channel, whether or not it may be said. */
export interface ClientEvent {
  readonly name: string;
  readonly channel: string | null;
  readonly body: Body;
}

const Envelope = z.object({
  event: z.string().min(1),
  channel: z.unknown().optional(),
  data: z.unknown().optional(),
});
const Subscribe = z.object({
  channel: z.string(),
  auth: z.string().nullish(),
  channel_data: z.string().nullish(),
});
const Unsubscribe = z.object({ channel: z.string() });
const SignIn = z.object({ auth: z.string(), user_data: z.string() });

/** Reads a text frame. Throws `bad_request` when it is none of the protocol's. */
export function decodeClientFrame(text: string): ClientFrame {
  const { event, channel, data } = parsed(Envelope, jsonOf(text), 'Invalid event');
  switch (event) {
    case 'pusher:ping':
      return { kind: 'ping' };
    case 'pusher:pong':
      return { kind: 'pong' };
    case 'pusher:subscribe': {
      const request = parsed(Subscribe, objectOf(data), 'Invalid pusher:subscribe');
      // An empty signature is what clients send for a public channel.
      const auth = request.auth || null;
      return { kind: 'subscribe', channel: request.channel, auth, channelData: request.channel_data ?? null };
    }
    case 'pusher:unsubscribe': {
      const request = parsed(Unsubscribe, objectOf(data), 'Invalid pusher:unsubscribe');
      return { kind: 'unsubscribe', channel: request.channel };
    }
    case 'pusher:signin': {
      const request = parsed(SignIn, objectOf(data), 'Invalid pusher:signin');
      return { kind: 'sign-in', auth: request.auth, userData: request.user_data };
    }
    default:
      return {
        kind: 'event',
        name: event,
        channel: typeof channel === 'string' ? channel : null,
        body: Body.ofTrustedJson(rawMember(text, 'data') ?? 'null'),
      };
  }
}

/** Some clients send the data of the protocol's own events as JSON in a string. */
function objectOf(data: unknown): unknown {
  return typeof data === 'string' ? jsonOf(data) : data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParleyError('bad_request', 'Invalid event: it is not JSON', { cause });
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ParleyError('bad_request', issue ? `${what}: ${issue.path.join('.')} ${issue.message}` : what);
}
