import { z } from 'zod';
import type { PushSubscriptionRecord } from '../../../core/store/chat/push-store.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Timers } from '../../../runtime/timers.ts';
import { excerpt } from '../../requests/answer-reader.ts';
import { retryAfter } from '../../requests/retry-after.ts';
import {
  type OutgoingPush,
  type PushAnswer,
  type PushContent,
  type PushSender,
  verdictOf,
} from '../push-sender.ts';
import { ApnsConnection } from './apns-connection.ts';
import { type ApnsKey, ProviderToken } from './provider-token.ts';

/** How APNs is reached. */
export interface ApnsAccess extends ApnsKey {
  /** The bundle id of the app. */
  readonly topic: string;
  /** The service for apps under development. */
  readonly sandbox: boolean;
}

export interface ApnsSenderParts {
  readonly access: ApnsAccess;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Where the service is; default: Apple's. */
  readonly origin?: string;
}

const ORIGIN = 'https://api.push.apple.com';
const SANDBOX_ORIGIN = 'https://api.sandbox.push.apple.com';
const TIMEOUT_MS = 10_000;

const Refusal = z.object({ reason: z.string() });

/** Apple's push service by its HTTP/2 API, with a token as the proof of who sends. */
export class ApnsSender implements PushSender, Disposable {
  readonly #topic: string;
  readonly #clock: Clock;
  readonly #connection: ApnsConnection;
  readonly #token: ProviderToken;

  constructor({ access, clock, timers, origin }: ApnsSenderParts) {
    this.#topic = access.topic;
    this.#clock = clock;
    this.#connection = new ApnsConnection(origin ?? (access.sandbox ? SANDBOX_ORIGIN : ORIGIN), timers);
    this.#token = new ProviderToken(access, clock);
  }

  async send(
    { token }: PushSubscriptionRecord,
    message: OutgoingPush,
    signal: AbortSignal,
  ): Promise<PushAnswer> {
    if (token === null) {
      return { verdict: 'gone', status: null, text: 'The subscription has no device token.', durationMs: 0 };
    }
    const start = this.#clock.monotonic();
    const answer = await this.#post(token, message, signal).catch(noAnswer);
    return { ...answer, durationMs: Math.round(this.#clock.monotonic() - start) };
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }

  async #post(
    token: string,
    { content, ttlSeconds }: OutgoingPush,
    signal: AbortSignal,
  ): Promise<Omit<PushAnswer, 'durationMs'>> {
    const now = this.#clock.now();
    const { status, body, ...headers } = await this.#connection.post({
      headers: {
        ':path': `/3/device/${encodeURIComponent(token)}`,
        authorization: `bearer ${await this.#token.get()}`,
        'apns-topic': this.#topic,
        'apns-push-type': 'alert',
        'apns-priority': '10',
        'apns-expiration': String(Math.floor(now / 1000) + ttlSeconds),
        'content-type': 'application/json',
      },
      body: JSON.stringify(apnsPayload(content)),
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    const reason = reasonIn(body);
    if (reason === 'ExpiredProviderToken') this.#token.forget();
    const retryAfterMs = retryAfter(headers.retryAfter, now);
    const pause = retryAfterMs === null ? {} : { retryAfterMs };
    return { verdict: judge(status, reason), status, text: excerpt(body), ...pause };
  }
}

/**
 * 410: the app was removed from the device. That the token is no good (`BadDeviceToken`) is also said to every device when
 * the server is set up for the wrong environment, so nothing is removed on account of that.
 */
function judge(status: number, reason: string | null): PushAnswer['verdict'] {
  if (status === 410) return 'gone';
  return reason === 'ExpiredProviderToken' ? 'again' : verdictOf(status);
}

function reasonIn(body: string): string | null {
  try {
    return Refusal.parse(JSON.parse(body)).reason;
  } catch {
    return null;
  }
}

/** Title and body are for the system to show; the rest is for the app, which may change what is shown. */
function apnsPayload({ title, body, ...data }: PushContent): object {
  const alert = { ...(title === undefined ? {} : { title }), ...(body === undefined ? {} : { body }) };
  const thread = data.cid === undefined ? {} : { 'thread-id': data.cid };
  return { ...data, aps: { alert, sound: 'default', 'mutable-content': 1, ...thread } };
}

function noAnswer(cause: unknown): Omit<PushAnswer, 'durationMs'> {
  const text = cause instanceof Error ? cause.message : 'The request failed.';
  return { verdict: 'again', status: null, text: excerpt(text) };
}
