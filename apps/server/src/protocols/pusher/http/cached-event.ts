import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';

/** The last event of a cache channel. */
export interface CachedEvent {
  readonly data: string;
  /** Seconds until it is forgotten; absent where it is kept until the next one. */
  readonly ttl?: number;
}

/** What a new subscriber of a cache channel is given first; null: the channel keeps nothing, or has nothing to keep. */
export async function cachedEvent(core: Core, app: App, channel: string): Promise<CachedEvent | null> {
  const rule = app.rules.resolve(channel);
  if (!rule.replayLast) return null;
  const { events } = await core.logs
    .of(app.id, channel)
    .history(app.id, channel, { order: 'newest', limit: 1, includeDeleted: false, sight: 'all' });
  const [last] = events;
  const body = last?.edit?.body ?? last?.body;
  if (!last || !body) return null;
  const keptMs = rule.log === 'durable' ? rule.retainMs : rule.ringMs;
  if (keptMs === null) return { data: body.text };
  const leftMs = last.at + keptMs - core.runtime.clock.now();
  return { data: body.text, ttl: Math.max(0, Math.ceil(leftMs / 1000)) };
}
