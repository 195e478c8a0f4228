import { ParleyError } from '../../core/errors/parley-error.ts';
import type { ActivityStore, Sighting } from '../../core/store/chat/activity-store.ts';
import { SteadyWriter } from '../../effects/steady-writer.ts';
import type { Runtime } from '../../runtime/runtime.ts';

export interface LastSeenOptions {
  readonly store: ActivityStore;
  readonly runtime: Runtime;
  /** The database is away, or something had to be given up. Told once, until something is written again. */
  onFailure(cause: unknown): void;
  /** Most users who wait to be written. */
  readonly mostWaiting?: number;
}

const MOST_WAITING = 200_000;
const MAX_BATCH = 500;

/**
 * When users left last: written behind their backs, so that thousands who leave at once do not ask thousands of things of
 * the database. Of a user who comes and goes meanwhile only the newest time is written; until then it is known here.
 */
export class LastSeen implements AsyncDisposable {
  readonly #options: LastSeenOptions;
  readonly #writer: SteadyWriter<string>;
  /** By user: what stands in the writer's queue. */
  readonly #queued = new Map<string, Sighting>();
  /** By user: what is being written. */
  readonly #inFlight = new Map<string, Sighting>();
  #isFailing = false;

  constructor(options: LastSeenOptions) {
    this.#options = options;
    this.#writer = new SteadyWriter<string>({
      runtime: options.runtime,
      write: (users) => this.#write(users),
      written: (users) => this.#settle(users),
      lost: (users, cause) => this.#lose(users, cause),
      onFailure: (cause) => this.#report(cause),
      // Users are counted, not bytes.
      sizeOf: () => 1,
      maxBatch: MAX_BATCH,
      maxBatchBytes: MAX_BATCH,
      maxQueuedBytes: options.mostWaiting ?? MOST_WAITING,
    });
  }

  note(sighting: Sighting): void {
    const user = keyOf(sighting.appId, sighting.userId);
    const isQueued = this.#queued.has(user);
    this.#queued.set(user, sighting);
    if (isQueued || this.#writer.offer(user)) return;
    this.#queued.delete(user);
    this.#report(new ParleyError('unavailable', 'When users left is not noted: too many wait for it.'));
  }

  /** What is not written yet of a user (ms); null: nothing. */
  waitingOf(appId: string, userId: string): number | null {
    const user = keyOf(appId, userId);
    return (this.#queued.get(user) ?? this.#inFlight.get(user))?.at ?? null;
  }

  /** Resolves when all that was noted is written or given up. */
  idle(): Promise<void> {
    return this.#writer.idle();
  }

  /** Writes what is left. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#writer[Symbol.asyncDispose]();
  }

  async #write(users: readonly string[]): Promise<void> {
    for (const user of users) {
      const sighting = this.#queued.get(user);
      // None: it was written with what was queued before it, which had to be tried twice.
      if (sighting === undefined) continue;
      this.#queued.delete(user);
      this.#inFlight.set(user, sighting);
    }
    const sightings = new Set(users.flatMap((user) => this.#inFlight.get(user) ?? []));
    await this.#options.store.noteSeen([...sightings]);
  }

  #settle(users: readonly string[]): void {
    for (const user of users) this.#inFlight.delete(user);
    this.#isFailing = false;
  }

  #lose(users: readonly string[], cause: unknown): void {
    for (const user of users) {
      this.#inFlight.delete(user);
      this.#queued.delete(user);
    }
    this.#report(new ParleyError('unavailable', `When ${users.length} users left is not noted.`, { cause }));
  }

  #report(cause: unknown): void {
    if (!this.#isFailing) this.#options.onFailure(cause);
    this.#isFailing = true;
  }
}

function keyOf(appId: string, userId: string): string {
  return `${appId}\n${userId}`;
}
