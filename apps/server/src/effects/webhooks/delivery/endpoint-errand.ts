import type { Stats } from '../../../core/stats/app-stats.ts';
import type { EffectRecord, EffectStore } from '../../../core/store/effect-store.ts';
import type { Errand, ErrandResult } from '../../queue/errand.ts';
import type { PendingEffect } from '../../queue/lane.ts';
import { READ_AT_ONCE } from '../../queue/lane-worker.ts';
import type { Answer, HttpSender } from '../../requests/http-sender.ts';
import type { Endpoint } from '../endpoint.ts';
import type { RequestSigner } from '../request-signer.ts';
import { isTaken, requestTo } from './delivery-request.ts';

export interface EndpointErrandParts {
  readonly store: Pick<EffectStore, 'laneHeads' | 'laneNext'>;
  readonly stats: Stats;
  readonly sender: HttpSender;
  readonly signer: RequestSigner;
  onFailure(cause: unknown): void;
}

/** The most that is told in one request, where an endpoint wants things gathered. */
const MOST_GATHERED = READ_AT_ONCE;

/** Sends one endpoint its requests, a channel's in order. */
export class EndpointErrand implements Errand {
  /** As its settings are now. */
  endpoint: Endpoint;
  readonly #parts: EndpointErrandParts;

  constructor(endpoint: Endpoint, parts: EndpointErrandParts) {
    this.endpoint = endpoint;
    this.#parts = parts;
  }

  get isLive(): boolean {
    return this.endpoint.isLive;
  }

  get concurrency(): number {
    return this.endpoint.settings.concurrency;
  }

  get mostAtOnce(): number {
    return this.endpoint.gathers ? MOST_GATHERED : 1;
  }

  heads(limit: number): Promise<EffectRecord[]> {
    return this.#parts.store.laneHeads('webhook', this.endpoint.id, limit);
  }

  next(lane: string, limit: number): Promise<EffectRecord[]> {
    return this.#parts.store.laneNext('webhook', this.endpoint.id, lane, limit);
  }

  /** One that is new may wait for others to go with it. */
  dueAt({ attempts, changedAt, dueAt }: PendingEffect): number {
    const { gathers, settings } = this.endpoint;
    return gathers && attempts === 0 ? Math.max(dueAt, changedAt + settings.batchWithinMs) : dueAt;
  }

  endOf({ changedAt }: PendingEffect): number {
    return changedAt + this.endpoint.settings.retryForMs;
  }

  async carryOut(effects: readonly PendingEffect[], signal: AbortSignal): Promise<ErrandResult> {
    const { status, text, durationMs } = await this.#send(effects, signal);
    return { verdict: isTaken(status) ? 'done' : 'again', status, text, durationMs };
  }

  attempted({ appId }: PendingEffect, isDone: boolean): void {
    const counters = this.#parts.stats.of(appId);
    if (isDone) counters.webhooksDelivered += 1;
    else counters.webhooksFailed += 1;
  }

  async #send(effects: readonly PendingEffect[], signal: AbortSignal): Promise<Answer> {
    const { sender, signer } = this.#parts;
    try {
      const content = { body: this.#bodyOf(effects), deliveryIds: effects.map(({ id }) => id) };
      const request = requestTo(this.endpoint, content, signer);
      return await sender.send({ ...request, signal });
    } catch (cause) {
      this.#parts.onFailure(cause);
      return { status: null, text: 'The request could not be signed.', durationMs: 0 };
    }
  }

  #bodyOf(effects: readonly PendingEffect[]): string {
    const bodies = effects.map(({ payload }) => payload);
    const { format, gathers } = this.endpoint;
    return (gathers ? format?.join?.(bodies) : undefined) ?? bodies.join('');
  }
}
