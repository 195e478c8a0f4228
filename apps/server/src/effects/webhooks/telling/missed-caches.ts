import type { Clock } from '../../../runtime/clock.ts';

const MOST_REMEMBERED = 100_000;
/** As long as such a channel keeps its last event: whoever did not publish one by then is told again. */
const REMEMBERED_MS = 1_800_000;

/** Channels of which the app's backend was told that they have no last event: it is told once, however many clients come. */
export class MissedCaches {
  readonly #clock: Clock;
  /** When each was told, the oldest first. */
  readonly #toldAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether this is to be told; then it is taken as told. */
  isNews(appId: string, channel: string): boolean {
    const key = keyOf(appId, channel);
    const now = this.#clock.now();
    const toldAt = this.#toldAt.get(key);
    if (toldAt !== undefined && now - toldAt < REMEMBERED_MS) return false;
    this.#toldAt.delete(key);
    this.#toldAt.set(key, now);
    const [oldest] = this.#toldAt.keys();
    if (this.#toldAt.size > MOST_REMEMBERED && oldest !== undefined) this.#toldAt.delete(oldest);
    return true;
  }

  /** Something was published there: the next miss is news. */
  published(appId: string, channel: string): void {
    if (this.#toldAt.size > 0) this.#toldAt.delete(keyOf(appId, channel));
  }

  forgetApp(appId: string): void {
    for (const key of this.#toldAt.keys()) if (key.startsWith(keyOf(appId, ''))) this.#toldAt.delete(key);
  }
}

function keyOf(appId: string, channel: string): string {
  return `${appId}\n${channel}`;
}
