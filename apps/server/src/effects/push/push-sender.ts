import type { PushSubscriptionRecord } from '../../core/store/chat/push-store.ts';
import type { ErrandResult } from '../queue/errand.ts';

/** What a device shows. All of it is text. */
export type PushContent = Readonly<Record<string, string>>;

/** A message on its way to a device. */
export interface OutgoingPush {
  readonly content: PushContent;
  /** For how long the service may keep it for a device that is away, in seconds. */
  readonly ttlSeconds: number;
}

/** What a service said; `gone`: it knows the device no more, so that nothing needs to be sent there again. */
export interface PushAnswer extends Omit<ErrandResult, 'verdict'> {
  readonly verdict: ErrandResult['verdict'] | 'gone';
}

/** A service that brings messages to devices. */
export interface PushSender {
  /** Never rejects: what goes wrong is an answer. */
  send(subscription: PushSubscriptionRecord, message: OutgoingPush, signal: AbortSignal): Promise<PushAnswer>;
}

/** What a status means to the sender of a push where a service has nothing of its own to say. */
export function verdictOf(status: number | null): ErrandResult['verdict'] {
  if (status === null || status === 408 || status === 429 || status >= 500) return 'again';
  return status >= 200 && status < 300 ? 'done' : 'dead';
}

/** Stands for a service that this server has no credentials for. */
export function unconfigured(service: string): PushSender {
  const text = `${service} is not configured.`;
  return { send: async () => ({ verdict: 'dead', status: null, text, durationMs: 0 }) };
}
