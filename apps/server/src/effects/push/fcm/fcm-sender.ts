import type { PushSubscriptionRecord } from '../../../core/store/chat/push-store.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { Answer, HttpSender } from '../../requests/http-sender.ts';
import {
  type OutgoingPush,
  type PushAnswer,
  type PushContent,
  type PushSender,
  verdictOf,
} from '../push-sender.ts';
import { AccessToken } from './access-token.ts';
import type { ServiceAccount } from './service-account.ts';

export interface FcmSenderParts {
  readonly account: ServiceAccount;
  readonly sender: HttpSender;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Where the service is; default: Google's. */
  readonly origin?: string;
}

const ORIGIN = 'https://fcm.googleapis.com';
const TIMEOUT_MS = 10_000;

/** Firebase Cloud Messaging by its HTTP v1 API. */
export class FcmSender implements PushSender {
  readonly #url: URL;
  readonly #sender: HttpSender;
  readonly #token: AccessToken;

  constructor({ account, sender, clock, timers, origin = ORIGIN }: FcmSenderParts) {
    this.#url = new URL(`/v1/projects/${account.project_id}/messages:send`, origin);
    this.#sender = sender;
    this.#token = new AccessToken(account, { clock, timers });
  }

  async send(
    { token: device }: PushSubscriptionRecord,
    message: OutgoingPush,
    signal: AbortSignal,
  ): Promise<PushAnswer> {
    if (device === null) {
      return { verdict: 'gone', status: null, text: 'The subscription has no device token.', durationMs: 0 };
    }
    const token = await this.#token.get().catch(toError);
    if (token instanceof Error) {
      return { verdict: 'again', status: null, text: token.message.slice(0, 1000), durationMs: 0 };
    }
    const answer = await this.#sender.send({
      url: this.#url,
      body: JSON.stringify({ message: fcmMessage(device, message) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    if (answer.status === 401) this.#token.forget(token);
    return { ...answer, verdict: judge(answer) };
  }
}

/** The token of a device that the app was removed from is answered with 404. Our own token may have ended early: 401. */
function judge({ status, text }: Answer): PushAnswer['verdict'] {
  if (status === 404 || /"errorCode":\s*"UNREGISTERED"/.test(text)) return 'gone';
  return status === 401 ? 'again' : verdictOf(status);
}

/** Title and body are for the system to show; the rest is for the app. */
function fcmMessage(token: string, { content, ttlSeconds }: OutgoingPush): object {
  const { title, body, ...data }: PushContent = content;
  return {
    token,
    notification: { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) },
    data,
    android: { priority: 'HIGH', ttl: `${ttlSeconds}s` },
  };
}

function toError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('Google gave no token.');
}
