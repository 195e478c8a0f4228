import type { Body } from '../event/body.ts';
import type { LoggedEvent, Sender } from '../event/event.ts';
import type { Position } from '../event/position.ts';
import { readershipBytes } from '../event/readership.ts';
import type { NewestEdit, StoredEvent } from '../store/event-store.ts';
import { withFurther } from './log-entry.ts';

interface Slot {
  event: LoggedEvent;
  deletedAt: number | null;
  edit: LoggedEvent | null;
}

const COMPACT_AFTER = 256;
/** What an event takes beside what its publisher said, as measured. */
export const SLOT_BYTES = 640;
/** What a ring takes that holds any event, as measured: very many channels with one small event each are not free. */
export const RING_BYTES = 640;

/** One volatile channel: its newest events, bounded by number and age. Older ones are forgotten from the old end. */
export class Ring {
  readonly epoch: string;
  /** Slots from `#start` on are alive; those before it are dropped and cut off now and then. */
  #slots: Slot[] = [];
  #start = 0;
  #lastOffset: number;
  #bytes = 0;
  readonly #byClient = new Map<string, LoggedEvent>();

  /** An empty ring that continues after `head`. */
  constructor(head: Position) {
    this.epoch = head.epoch;
    this.#lastOffset = head.offset;
  }

  get head(): Position {
    return { epoch: this.epoch, offset: this.#lastOffset };
  }

  get size(): number {
    return this.#slots.length - this.#start;
  }

  /** Bytes held: what publishers said, and what keeping it takes. */
  get bytes(): number {
    return this.size === 0 ? 0 : RING_BYTES + this.#bytes;
  }

  nextPosition(): Position {
    return { epoch: this.epoch, offset: this.#lastOffset + 1 };
  }

  push(event: LoggedEvent): void {
    this.#lastOffset = event.position.offset;
    this.#bytes += bytesOf(event);
    this.#slots.push({ event, deletedAt: null, edit: null });
    if (event.clientId !== null) this.#byClient.set(clientKey(event.sender, event.clientId), event);
    const target = event.target === null ? null : this.#slotOf(event.target);
    if (!target) return;
    if (event.kind === 'edit') target.edit = event;
    else this.#erase(target, event.at);
  }

  /** Forgets what is beyond `maxEvents` or older than `olderThan`. */
  trim(maxEvents: number, olderThan: number): void {
    while (this.size > maxEvents || (this.#slots[this.#start]?.event.at ?? olderThan) < olderThan)
      this.#dropOldest();
    this.#compact();
  }

  /** Forgets the older half, to free memory. */
  halve(): void {
    for (let rest = Math.ceil(this.size / 2); rest > 0; rest -= 1) this.#dropOldest();
    this.#compact();
  }

  after(offset: number, limit: number): LoggedEvent[] {
    const first = this.#slots[this.#start]?.event.position.offset ?? this.#lastOffset + 1;
    const from = this.#start + Math.max(0, offset + 1 - first);
    return this.#slots.slice(from, from + limit).map((slot) => slot.event);
  }

  /** Publishes as they stand now, ascending. */
  publishes(): StoredEvent[] {
    const alive = this.#slots.slice(this.#start);
    return alive.filter((slot) => slot.event.kind === 'publish').map(stored);
  }

  find(id: string): StoredEvent | null {
    const slot = this.#slotOf(id);
    return slot ? stored(slot) : null;
  }

  findByClientId(sender: Pick<Sender, 'userId' | 'claimed'>, clientId: string): LoggedEvent | null {
    return this.#byClient.get(clientKey(sender, clientId)) ?? null;
  }

  /** The newest publish under this client id, whoever published it. */
  findPublished(clientId: string): StoredEvent | null {
    for (let index = this.#slots.length - 1; index >= this.#start; index -= 1) {
      const slot = this.#slots[index];
      if (slot?.event.kind === 'publish' && slot.event.clientId === clientId) return stored(slot);
    }
    return null;
  }

  #slotOf(id: string): Slot | null {
    for (let index = this.#slots.length - 1; index >= this.#start; index -= 1) {
      const slot = this.#slots[index];
      if (slot?.event.id === id) return slot;
    }
    return null;
  }

  #dropOldest(): void {
    const slot = this.#slots[this.#start];
    if (!slot) return;
    this.#start += 1;
    const { clientId, sender } = slot.event;
    this.#bytes -= bytesOf(slot.event);
    if (clientId === null) return;
    const key = clientKey(sender, clientId);
    if (this.#byClient.get(key)?.id === slot.event.id) this.#byClient.delete(key);
  }

  /** Cuts the dropped slots off once they are many: the cost per event stays constant. */
  #compact(): void {
    if (this.#start < COMPACT_AFTER && this.size > 0) return;
    this.#slots = this.#slots.slice(this.#start);
    this.#start = 0;
  }

  /** A deleted event keeps its place, so that offsets stay without holes, but nothing of its content. */
  #erase(target: Slot, at: number): void {
    for (const slot of this.#slots.slice(this.#start)) {
      const isContent =
        slot === target || (slot.event.kind === 'edit' && slot.event.target === target.event.id);
      if (!isContent) continue;
      const { extras, ...rest } = slot.event;
      this.#bytes -= (rest.body?.bytes ?? 0) + (extras?.bytes ?? 0);
      slot.event = { ...rest, body: null };
    }
    target.deletedAt = at;
    target.edit = null;
  }
}

function bytesOf({ body, extras, readership }: LoggedEvent): number {
  return SLOT_BYTES + (body?.bytes ?? 0) + (extras?.bytes ?? 0) + readershipBytes(readership);
}

function clientKey({ userId, claimed }: Pick<Sender, 'userId' | 'claimed'>, clientId: string): string {
  return `${clientId}\n${claimed ? '\n' : ''}${userId ?? ''}`;
}

function stored(slot: Slot): StoredEvent {
  const { event, deletedAt, edit } = slot;
  const plain: StoredEvent = {
    id: event.id,
    kind: event.kind,
    position: event.position,
    name: event.name,
    body: event.body,
    at: event.at,
    userId: event.sender.userId,
    ...(event.sender.claimed && { claimed: true }),
    clientId: event.clientId,
    target: event.target,
    deletedAt,
    edit: edit?.body ? newestEdit(edit, edit.body) : null,
  };
  const { readership, extras } = event;
  return withFurther(plain, { readership, extras });
}

function newestEdit({ at, position, sender, extras }: LoggedEvent, body: Body): NewestEdit {
  return {
    body,
    at,
    offset: position.offset,
    userId: sender.userId,
    ...(extras === undefined ? {} : { extras }),
  };
}
