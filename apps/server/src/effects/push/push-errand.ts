import type { PushStore } from '../../core/store/chat/push-store.ts';
import type { EffectRecord, EffectStore } from '../../core/store/effect-store.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Errand, ErrandResult } from '../queue/errand.ts';
import type { PendingEffect } from '../queue/lane.ts';
import { readPayload } from './push-payload.ts';
import type { PushSender } from './push-sender.ts';

export interface PushErrandParts {
  readonly effects: Pick<EffectStore, 'laneHeadsOfApp' | 'laneNext'>;
  readonly subscriptions: Pick<PushStore, 'find' | 'deleteIfUnchanged'>;
  readonly sender: PushSender;
  readonly clock: Clock;
}

/** After that nobody wants to be told any more. */
const WORTH_TELLING_MS = 86_400_000;

/** Brings an app's pushes to the devices: to each in order, to some at a time. A device that cannot be reached delays no other. */
export class PushErrand implements Errand {
  readonly isLive = true;
  readonly concurrency = 16;
  readonly mostAtOnce = 1;
  readonly #appId: string;
  readonly #parts: PushErrandParts;

  constructor(appId: string, parts: PushErrandParts) {
    this.#appId = appId;
    this.#parts = parts;
  }

  heads(limit: number): Promise<EffectRecord[]> {
    return this.#parts.effects.laneHeadsOfApp('push', this.#appId, limit);
  }

  /** A device is its lane's target, too. */
  next(lane: string, limit: number): Promise<EffectRecord[]> {
    return this.#parts.effects.laneNext('push', lane, lane, limit);
  }

  dueAt({ dueAt }: PendingEffect): number {
    return dueAt;
  }

  endOf({ changedAt }: PendingEffect): number {
    return changedAt + WORTH_TELLING_MS;
  }

  async carryOut([effect]: readonly PendingEffect[], signal: AbortSignal): Promise<ErrandResult> {
    const payload = effect && readPayload(effect.payload);
    if (!payload) return givenUp('What was queued cannot be read.');
    const leftMs = this.endOf(effect) - this.#parts.clock.now();
    if (leftMs < 0) return givenUp('It could not be delivered within a day.');
    const { subscriptions, sender } = this.#parts;
    // The device may have subscribed anew since it was queued, or have taken its leave.
    const subscription = await subscriptions.find(effect.lane);
    if (!subscription) return givenUp('The subscription is no more.');
    const message = { content: payload.content, ttlSeconds: Math.floor(leftMs / 1000) };
    const { verdict, ...answer } = await sender.send(subscription, message, signal);
    if (verdict !== 'gone') return { ...answer, verdict };
    await subscriptions.deleteIfUnchanged(subscription);
    return { ...answer, verdict: 'dead' };
  }
}

function givenUp(text: string): ErrandResult {
  return { verdict: 'dead', status: null, text, durationMs: 0 };
}
