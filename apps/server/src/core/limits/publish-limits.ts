import type { Runtime } from '../../runtime/runtime.ts';
import type { Actor } from '../access/actor.ts';
import { isBackend, userIdOf } from '../access/principal.ts';
import type { App } from '../apps/app.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { networkOf } from './network-of.ts';
import { TokenBucket } from './token-bucket.ts';

const SWEEP_EVERY_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** How fast clients and apps may publish. Backends are bound only by the rate of their app. */
export class PublishLimits implements Disposable {
  readonly #runtime: Runtime;
  readonly #apps = new Map<string, TokenBucket>();
  readonly #clients = new Map<string, TokenBucket>();
  readonly #sweep: Disposable;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#sweep = runtime.timers.every(SWEEP_EVERY_MS, () => this.#forgetFull());
  }

  /** Counts `count` publishes of an actor. Throws `rate_limited` with a retry hint. */
  spend(actor: Actor, count = 1): void {
    const { app } = actor;
    if (!isBackend(actor.principal)) {
      const wait = this.#clientBucket(actor).take(count);
      if (wait > 0) throw limited('This client publishes faster than its app allows.', wait);
    }
    const wait = this.#appBucket(app).take(count);
    if (wait > 0) throw limited('The app publishes faster than its limit allows.', wait);
  }

  [Symbol.dispose](): void {
    this.#sweep[Symbol.dispose]();
  }

  #clientBucket(actor: Actor): TokenBucket {
    const { clientPublishPerSecond, clientPublishBurst } = actor.app.settings.limits;
    return this.#bucket(
      this.#clients,
      `${actor.app.id}\n${clientOf(actor)}`,
      clientPublishPerSecond,
      clientPublishBurst,
    );
  }

  #appBucket(app: App): TokenBucket {
    const { appPublishPerSecond } = app.settings.limits;
    return this.#bucket(this.#apps, app.id, appPublishPerSecond, appPublishPerSecond);
  }

  #bucket(buckets: Map<string, TokenBucket>, key: string, perSecond: number, burst: number): TokenBucket {
    const bucket = buckets.get(key) ?? new TokenBucket(this.#runtime.clock, perSecond, burst);
    bucket.reshape(perSecond, burst);
    buckets.set(key, bucket);
    return bucket;
  }

  #forgetFull(): void {
    for (const buckets of [this.#apps, this.#clients]) {
      for (const [key, bucket] of buckets) if (bucket.isFull) buckets.delete(key);
    }
  }
}

/** A connection, a user over HTTP, or whoever is behind one address: nobody spends what is another's. */
function clientOf({ sessionId, principal, address }: Actor): string {
  if (sessionId !== null) return sessionId;
  const userId = userIdOf(principal);
  return userId === null ? `address\n${networkOf(address)}` : `user\n${userId}`;
}

function limited(message: string, waitMs: number): ParleyError {
  return new ParleyError('rate_limited', message, { retryAfterMs: Math.min(waitMs, LONGEST_WAIT_MS) });
}
