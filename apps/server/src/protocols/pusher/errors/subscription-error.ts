import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { PusherRefusal } from './pusher-refusal.ts';

/** What `pusher:subscription_error` tells of a subscription that was refused or taken back. */
export interface SubscriptionError {
  readonly type: 'AuthError' | 'LimitReached' | 'ServerError';
  readonly error: string;
  /** The HTTP status of the same refusal, or one of this protocol's own numbers. */
  readonly status: number;
}

const TYPES: Partial<Record<ErrorCode, SubscriptionError['type']>> = {
  bad_request: 'LimitReached',
  payload_too_large: 'LimitReached',
  rate_limited: 'LimitReached',
  too_many_subscriptions: 'LimitReached',
  internal: 'ServerError',
  unavailable: 'ServerError',
};

export function subscriptionErrorOf(error: ParleyError): SubscriptionError {
  return {
    type: TYPES[error.code] ?? 'AuthError',
    error: error.message,
    status: error instanceof PusherRefusal ? error.pusherCode : error.status,
  };
}
