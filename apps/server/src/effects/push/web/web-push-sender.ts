import webPush from 'web-push';
import type { PushSubscriptionRecord } from '../../../core/store/chat/push-store.ts';
import type { HttpSender, OutgoingRequest } from '../../requests/http-sender.ts';
import { type OutgoingPush, type PushAnswer, type PushSender, verdictOf } from '../push-sender.ts';

/** The keys by which push services know this server (RFC 8292), base64url. */
export interface VapidKeys {
  /** An uncompressed point of P-256: 65 bytes. */
  readonly publicKey: string;
  /** 32 bytes. */
  readonly privateKey: string;
}

export interface VapidDetails extends VapidKeys {
  /** Where a push service reaches whoever runs this server: `mailto:…` or `https://…`. */
  readonly subject: string;
}

const TIMEOUT_MS = 10_000;

/**
 * Web Push (RFC 8030): the message is encrypted for the browser (RFC 8291, aes128gcm) and sent to the address that the
 * browser named. Whoever uses the browser chose that address, so it goes only where the sender's guard allows.
 */
export class WebPushSender implements PushSender {
  readonly #vapid: VapidDetails;
  readonly #sender: HttpSender;

  constructor(vapid: VapidDetails, sender: HttpSender) {
    this.#vapid = vapid;
    this.#sender = sender;
  }

  async send(
    subscription: PushSubscriptionRecord,
    message: OutgoingPush,
    signal: AbortSignal,
  ): Promise<PushAnswer> {
    const request = requestFor(subscription, message, this.#vapid);
    if (!request) {
      const text = 'The message cannot be encrypted with the keys of the subscription.';
      return { verdict: 'gone', status: null, text, durationMs: 0 };
    }
    const answer = await this.#sender.send({ ...request, signal });
    const isGone = answer.status === 404 || answer.status === 410;
    return { ...answer, verdict: isGone ? 'gone' : verdictOf(answer.status) };
  }
}

/** Null if the subscription holds no address and keys that can be used. */
function requestFor(
  { endpoint, keyAuth, keyP256dh }: PushSubscriptionRecord,
  { content, ttlSeconds }: OutgoingPush,
  vapid: VapidDetails,
): OutgoingRequest | null {
  if (endpoint === null || keyAuth === null || keyP256dh === null || !URL.canParse(endpoint)) return null;
  const { subject, publicKey, privateKey } = vapid;
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { auth: keyAuth, p256dh: keyP256dh } },
      JSON.stringify(content),
      {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: ttlSeconds,
        contentEncoding: 'aes128gcm',
        urgency: 'high',
      },
    );
    // The library's types say text, but there are numbers among them.
    const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return { url: new URL(endpoint), body, headers: Object.fromEntries(texts), timeoutMs: TIMEOUT_MS };
  } catch {
    return null;
  }
}
