import type { PushSubscriptionRecord } from '../../core/store/chat/push-store.ts';
import { Closing } from '../../runtime/closing.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { HttpSender } from '../requests/http-sender.ts';
import { type ApnsAccess, ApnsSender } from './apns/apns-sender.ts';
import { FcmSender } from './fcm/fcm-sender.ts';
import type { ServiceAccount } from './fcm/service-account.ts';
import { type OutgoingPush, type PushAnswer, type PushSender, unconfigured } from './push-sender.ts';
import { type VapidDetails, WebPushSender } from './web/web-push-sender.ts';

export interface PushOptions {
  readonly vapid: VapidDetails;
  /** Null: messages to its devices are given up at once. */
  readonly fcm: ServiceAccount | null;
  readonly apns: ApnsAccess | null;
  /** Where the services are; default: where Google and Apple have them. */
  readonly origins?: { readonly fcm?: string; readonly apns?: string };
}

/** A token of APNs is hexadecimal; those of Firebase, which iOS apps may use as well, are not. */
const APNS_TOKEN = /^[0-9a-f]+$/i;

/** The services that reach devices, each for its own. */
export class PushSenders implements PushSender, AsyncDisposable {
  readonly #closing = new Closing();
  readonly #web: PushSender;
  readonly #fcm: PushSender;
  readonly #apns: PushSender;

  constructor({ vapid, fcm, apns, origins = {} }: PushOptions, sender: HttpSender, runtime: Runtime) {
    const { clock, timers } = runtime;
    this.#web = new WebPushSender(vapid, sender);
    this.#fcm = fcm
      ? new FcmSender({ account: fcm, sender, clock, timers, ...at(origins.fcm) })
      : unconfigured('FCM');
    this.#apns = apns
      ? this.#closing.use(new ApnsSender({ access: apns, clock, timers, ...at(origins.apns) }))
      : unconfigured('APNs');
  }

  send(
    subscription: PushSubscriptionRecord,
    message: OutgoingPush,
    signal: AbortSignal,
  ): Promise<PushAnswer> {
    return this.#serviceOf(subscription).send(subscription, message, signal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }

  #serviceOf({ platform, token }: PushSubscriptionRecord): PushSender {
    if (token === null) return this.#web;
    return platform === 'ios' && APNS_TOKEN.test(token) ? this.#apns : this.#fcm;
  }
}

function at(origin: string | undefined): { origin?: string } {
  return origin === undefined ? {} : { origin };
}
