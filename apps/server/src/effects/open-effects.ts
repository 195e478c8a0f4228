import type { EffectSurroundings, Effects } from '../core/effects/effects.ts';
import type { NewEffect } from '../core/store/effect-store.ts';
import { Closing } from '../runtime/closing.ts';
import { Mirrors } from './mirror/mirrors.ts';
import { PushQueue } from './push/push-queue.ts';
import type { PushOptions } from './push/push-senders.ts';
import { type WebhookOptions, Webhooks } from './webhooks/webhooks.ts';

/** What leaves the house, and how it is administered. */
export interface OpenEffects extends Effects {
  readonly webhooks: Webhooks;
  readonly mirrors: Mirrors;
  readonly pushes: PushQueue;
}

export interface EffectOptions extends WebhookOptions {
  /** By what means devices are reached. */
  readonly push: PushOptions;
}

const NOTHING: readonly NewEffect[] = [];

/** Loads where effects go and begins to carry out what is queued. Disposing finishes what is under way. */
export function openEffects(surroundings: EffectSurroundings, options: EffectOptions): Promise<OpenEffects> {
  const closing = new Closing();
  return closing.attempt(async () => {
    const webhooks = closing.use(await Webhooks.open(surroundings, options));
    const mirrors = closing.use(await Mirrors.open(surroundings, options.guard));
    const pushes = closing.use(new PushQueue(surroundings, options.guard, options.push));
    return {
      webhooks,
      mirrors,
      pushes,
      wants: (kind, appId, channel) => webhooks.wants(kind, appId, channel),
      plan: (message) => {
        const requests = webhooks.plan(message);
        const rows = mirrors.plan(message);
        if (requests.length === 0 && rows.length === 0) return NOTHING;
        return [...requests, ...rows];
      },
      stored: (effects) => {
        webhooks.stored(effects);
        mirrors.stored(effects);
      },
      note: (happening) => webhooks.note(happening),
      verify: ({ appId, ...question }) => webhooks.verify(appId, question),
      forgetApp: (appId) => {
        webhooks.forgetApp(appId);
        mirrors.forgetApp(appId);
        pushes.forgetApp(appId);
      },
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
  });
}
