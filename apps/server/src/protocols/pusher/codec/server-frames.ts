import { textFrame } from '../../../wire/server-frame.ts';
import type { SubscriptionError } from '../errors/subscription-error.ts';

/** What the server itself says in this protocol; events of channels are written by `EventCodec`. */

export const PING_FRAME = textFrame('{"event":"pusher:ping","data":{}}');
export const PONG_FRAME = textFrame('{"event":"pusher:pong","data":{}}');

/** The first frame. Its data is JSON in a string, as clients insist; the time is in seconds. */
export function establishedFrame(socketId: string, activityTimeoutMs: number): Buffer {
  const activityTimeout = Math.max(1, Math.ceil(activityTimeoutMs / 1000));
  const data = `{"socket_id":"${socketId}","activity_timeout":${activityTimeout}}`;
  return textFrame(`{"event":"pusher:connection_established","data":${JSON.stringify(data)}}`);
}

/** An error; `channel` where it is about one, so that clients hear of it there too. */
export function errorFrame(error: {
  readonly code: number | null;
  readonly message: string;
  readonly channel?: string;
}): Buffer {
  const { channel, code, message } = error;
  return textFrame(JSON.stringify({ event: 'pusher:error', channel, data: { code, message } }));
}

/** @param data JSON: `{}`, or who is present. */
export function subscribedFrame(channel: string, data: string): Buffer {
  const event = 'pusher_internal:subscription_succeeded';
  return textFrame(JSON.stringify({ event, data, channel }));
}

export function subscriptionErrorFrame(channel: string, data: SubscriptionError): Buffer {
  return textFrame(JSON.stringify({ event: 'pusher:subscription_error', channel, data }));
}

/** There was no last event to give to a new subscriber. Without a `data` key, which clients would hand on. */
export function cacheMissFrame(channel: string): Buffer {
  return textFrame(JSON.stringify({ event: 'pusher:cache_miss', channel }));
}

export function subscriptionCountFrame(channel: string, count: number): Buffer {
  const event = 'pusher_internal:subscription_count';
  return textFrame(JSON.stringify({ event, channel, data: `{"subscription_count":${count}}` }));
}

/** @param userData the text that the app signed, as it came. */
export function signedInFrame(userData: string): Buffer {
  return textFrame(JSON.stringify({ event: 'pusher:signin_success', data: { user_data: userData } }));
}

export interface WatchlistEvent {
  readonly name: 'online' | 'offline';
  readonly user_ids: readonly string[];
}

export function watchlistFrame(events: readonly WatchlistEvent[]): Buffer {
  return textFrame(JSON.stringify({ event: 'pusher_internal:watchlist_events', data: { events } }));
}
