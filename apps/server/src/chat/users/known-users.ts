import { LRUCache } from 'lru-cache';
import type { App } from '../../core/apps/app.ts';

const MOST = 100_000;

/** Which users are known to exist, so that not every request has to ask the database. */
export class KnownUsers {
  /** By the app as it lives now: one that is deleted and made again has nobody in it. */
  readonly #apps = new LRUCache<string, App>({ max: MOST });
  #forgotten = 0;

  has(app: App, userId: string): boolean {
    return this.#apps.get(keyOf(app, userId)) === app;
  }

  /** Remembers a user who was there when `look` resolved, unless some user was forgotten meanwhile: it may be this one. */
  async learn(app: App, userId: string, look: () => Promise<unknown>): Promise<void> {
    const before = this.#forgotten;
    await look();
    if (before === this.#forgotten) this.#apps.set(keyOf(app, userId), app);
  }

  forget(app: App, userId: string): void {
    this.#forgotten += 1;
    this.#apps.delete(keyOf(app, userId));
  }
}

function keyOf(app: App, userId: string): string {
  return `${app.id}\n${userId}`;
}
