import { LRUCache } from 'lru-cache';
import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Effects } from '../effects/effects.ts';
import { messageHappening } from '../effects/message-happening.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { LoggedEvent } from '../event/event.ts';
import type { Position } from '../event/position.ts';
import { isReadableBy } from '../event/readership.ts';
import type { ChannelRule } from '../rules/channel-rule.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type {
  AppendResult,
  EventLog,
  HistoryPage,
  HistoryRequest,
  LogRead,
  OnAppended,
} from './event-log.ts';
import { HistoryPageBuilder } from './history-page-builder.ts';
import { type LogEntry, withFurther } from './log-entry.ts';
import { Ring } from './ring.ts';

export interface VolatileLogOptions {
  /** The rule of a channel: how much its ring may hold. */
  ruleOf(appId: string, channel: string): ChannelRule;
  /** Whether somebody listens, so that the ring's epoch must not change under them. */
  isListenedTo(appId: string, channel: string): boolean;
  /** Most bytes in all rings together, what keeping an event takes included; over it the longest unused ones lose their older half. */
  maxBytes: number;
  /** Told of every message taken in. */
  readonly effects: Pick<Effects, 'note'>;
}

/** A ring and whose it is. */
interface Held {
  readonly appId: string;
  readonly channel: string;
  readonly ring: Ring;
  /** On the monotonic clock (ms): who was not used for longest gives memory back first. */
  usedAt: number;
}

const SWEEP_EVERY_MS = 5000;
const REMEMBERED_HEADS = 100_000;

/**
 * Logs in memory, gone with the process: a bounded ring per channel, forgotten once empty and unheard. Of a forgotten
 * ring the head is remembered, so that a reader who comes back to a silent channel is not told of a gap.
 */
export class VolatileLog implements EventLog, Disposable {
  readonly #runtime: Runtime;
  readonly #options: VolatileLogOptions;
  readonly #rings = new Map<string, Held>();
  readonly #heads = new LRUCache<string, Position>({ max: REMEMBERED_HEADS });
  readonly #sweep: Disposable;
  #bytes = 0;

  constructor(runtime: Runtime, options: VolatileLogOptions) {
    this.#runtime = runtime;
    this.#options = options;
    this.#sweep = runtime.timers.every(SWEEP_EVERY_MS, () => this.#forgetOld());
  }

  /** Bytes held in all rings. */
  get bytes(): number {
    return this.#bytes;
  }

  async append(entry: LogEntry, onAppended: OnAppended): Promise<AppendResult> {
    const { appId, channel, kind, name, body, sender, clientId, target } = entry;
    const ring = this.#open(appId, channel);
    if (clientId !== null) {
      const earlier = ring.findByClientId(sender, clientId);
      if (earlier) return { event: earlier, duplicate: true };
    }
    if (target !== null) requireTarget(ring.find(target));
    const id = this.#runtime.ids.next();
    const at = this.#runtime.clock.now();
    const position = ring.nextPosition();
    const plain: LoggedEvent = {
      kind,
      appId,
      channel,
      id,
      at,
      sender,
      position,
      name,
      body,
      clientId,
      target,
    };
    const event = withFurther(plain, entry);
    const before = ring.bytes;
    ring.push(event);
    this.#trim(appId, channel, ring);
    this.#bytes += ring.bytes - before;
    onAppended(event);
    if (kind === 'publish' && body !== null) {
      this.#options.effects.note(messageHappening({ appId, channel, at, sender, id, name, body }));
    }
    if (this.#bytes > this.#options.maxBytes) this.#freeMemory();
    return { event, duplicate: false };
  }

  async readAfter(appId: string, channel: string, after: number, limit: number): Promise<LogRead> {
    const ring = this.#open(appId, channel);
    this.#changing(ring, () => this.#trim(appId, channel, ring));
    const events = ring.after(after, limit);
    const last = events.at(-1)?.position.offset ?? ring.head.offset;
    return { head: ring.head, events, complete: last >= ring.head.offset };
  }

  async head(appId: string, channel: string): Promise<Position> {
    return this.#open(appId, channel).head;
  }

  async history(appId: string, channel: string, request: HistoryRequest): Promise<HistoryPage> {
    const ring = this.#open(appId, channel);
    this.#changing(ring, () => this.#trim(appId, channel, ring));
    const { before = Number.POSITIVE_INFINITY, after = 0, includeDeleted, order, skip, limit } = request;
    const inRange = ring
      .publishes()
      .filter(({ position: { offset } }) => offset > after && offset < before)
      .filter((event) => includeDeleted || event.deletedAt === null)
      .filter(({ readership }) => isReadableBy(readership, request.sight));
    const ordered = order === 'newest' ? inRange.reverse() : inRange;
    const page = new HistoryPageBuilder(limit, skip);
    page.add(ordered);
    return { head: ring.head, events: page.events };
  }

  async find(appId: string, channel: string, id: string): Promise<StoredEvent | null> {
    return this.#rings.get(keyOf(appId, channel))?.ring.find(id) ?? null;
  }

  async findByClientId(
    appId: string,
    channel: string,
    userId: string | null,
    clientId: string,
  ): Promise<LoggedEvent | null> {
    return this.#rings.get(keyOf(appId, channel))?.ring.findByClientId({ userId }, clientId) ?? null;
  }

  async findPublished(appId: string, channel: string, clientId: string): Promise<StoredEvent | null> {
    return this.#rings.get(keyOf(appId, channel))?.ring.findPublished(clientId) ?? null;
  }

  /** Forgets a channel: its next event begins a new epoch. Returns how many events went. */
  erase(appId: string, channel: string): number {
    const key = keyOf(appId, channel);
    const entry = this.#rings.get(key);
    if (!entry) return 0;
    this.#bytes -= entry.ring.bytes;
    this.#rings.delete(key);
    this.#heads.delete(key);
    return entry.ring.size;
  }

  /** Forgets every channel of an app that is no more. */
  forgetApp(appId: string): void {
    for (const { appId: owner, channel } of [...this.#rings.values()]) {
      if (owner === appId) this.erase(appId, channel);
    }
  }

  /** Volatile channels of an app that hold events. */
  *channels(appId: string): Iterable<{ channel: string; head: Position; size: number }> {
    for (const { appId: owner, channel, ring } of this.#rings.values()) {
      if (owner === appId && ring.size > 0) yield { channel, head: ring.head, size: ring.size };
    }
  }

  [Symbol.dispose](): void {
    this.#sweep[Symbol.dispose]();
  }

  #open(appId: string, channel: string): Ring {
    const key = keyOf(appId, channel);
    const usedAt = this.#runtime.clock.monotonic();
    const known = this.#rings.get(key);
    if (known) {
      known.usedAt = usedAt;
      return known.ring;
    }
    const ring = this.#continue(key);
    this.#rings.set(key, { appId, channel, ring, usedAt });
    return ring;
  }

  #continue(key: string): Ring {
    const head = this.#heads.get(key) ?? { epoch: randomToken(this.#runtime.chance, 10), offset: 0 };
    return new Ring(head);
  }

  #trim(appId: string, channel: string, ring: Ring): void {
    const rule = this.#options.ruleOf(appId, channel);
    ring.trim(rule.ringEvents, this.#runtime.clock.now() - rule.ringMs);
  }

  #changing(ring: Ring, change: () => void): void {
    const before = ring.bytes;
    change();
    this.#bytes += ring.bytes - before;
  }

  #forgetOld(): void {
    for (const { appId, channel, ring } of this.#rings.values()) {
      this.#changing(ring, () => this.#trim(appId, channel, ring));
      this.#forgetIfIdle(appId, channel, ring);
    }
  }

  #forgetIfIdle(appId: string, channel: string, ring: Ring): void {
    if (ring.size > 0 || this.#options.isListenedTo(appId, channel)) return;
    const key = keyOf(appId, channel);
    this.#rings.delete(key);
    this.#heads.set(key, ring.head);
  }

  #freeMemory(): void {
    const byLastUse = [...this.#rings.values()].sort((a, b) => a.usedAt - b.usedAt);
    for (const { appId, channel, ring } of byLastUse) {
      this.#changing(ring, () => ring.halve());
      this.#forgetIfIdle(appId, channel, ring);
      if (this.#bytes <= this.#options.maxBytes * 0.75) return;
    }
  }
}

function requireTarget(target: StoredEvent | null): void {
  if (target?.kind === 'publish' && target.deletedAt === null) return;
  throw new ParleyError('not_found', 'There is no such event in this channel.');
}

/** Channel names hold no control characters, so a line feed separates without ambiguity. */
function keyOf(appId: string, channel: string): string {
  return `${appId}\n${channel}`;
}
