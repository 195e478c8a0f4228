import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Turns } from '../../../core/hub/turns.ts';
import type { EventSearch, EventStore, FoundEvent } from '../../../core/store/event-store.ts';
import type { Clock } from '../../../runtime/clock.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';

const AT_A_TIME = 2;
const MOST_WAITING = 256;
const LONGEST_MS = 10_000;

/** Searches of a kind that run, or wait until they may. */
interface Line {
  readonly turns: Turns;
  pending: number;
}

/**
 * Looks for messages, so that nobody else has to wait for it. A search for what is rare goes through all that an app has
 * kept, and holds a connection to the database meanwhile, of which there are few for everything: each app has a few at a
 * time, none of which is long. Those that may have to go through everything wait in a line of their own.
 */
export class MessageSearches {
  readonly #events: Pick<EventStore, 'search'>;
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();

  constructor(events: Pick<EventStore, 'search'>, clock: Clock) {
    this.#events = events;
    this.#clock = clock;
  }

  /**
   * Resolves with what is found; what nobody waits for any more is not looked for.
   *
   * @throws ParleyError `rate_limited` when too many wait already; a SailsRefusal `E_LIMIT` for what takes too long.
   */
  async find(search: EventSearch, isAwaited: () => boolean): Promise<FoundEvent[]> {
    const key = `${isWide(search) ? 'wide' : 'narrow'}\n${search.appId}`;
    const line = this.#lines.get(key) ?? { turns: new Turns(AT_A_TIME), pending: 0 };
    if (line.pending >= AT_A_TIME + MOST_WAITING) {
      throw new ParleyError('rate_limited', 'Too many lists are asked for at once.', { retryAfterMs: 1000 });
    }
    this.#lines.set(key, line);
    line.pending += 1;
    try {
      return await line.turns.take(() => this.#run(search, isAwaited));
    } finally {
      line.pending -= 1;
      if (line.pending === 0) this.#lines.delete(key);
    }
  }

  async #run(search: EventSearch, isAwaited: () => boolean): Promise<FoundEvent[]> {
    const until = this.#clock.monotonic() + LONGEST_MS;
    const beforeStep = (): void => {
      if (!isAwaited()) throw new ParleyError('unavailable', 'Nobody waits for the list any more.');
      if (this.#clock.monotonic() <= until) return;
      throw new SailsRefusal(
        'E_LIMIT',
        `This takes more than ${LONGEST_MS / 1000} s to look through: name a channel, or filter less.`,
      );
    };
    // Those who left while they waited are many at once.
    beforeStep();
    return await this.#events.search({ ...search, beforeStep });
  }
}

/** Whether it may find little in much: in all channels, and not everything. */
function isWide({ channel, name, text }: EventSearch): boolean {
  return channel === undefined && (name !== undefined || text !== undefined);
}
