/** A stored event of the simulated server. */
export interface SimulatedEvent {
  readonly id: string;
  readonly offset: number;
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly name: string;
  readonly data: unknown;
  readonly clientId: string | null;
  readonly target: string | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly user: string | null;
}

/** A channel's log at the simulated server: offsets without holes, idempotent by client id, old events can be cut off. */
export class SimulatedLog {
  readonly epoch = 'e1';
  /** Everything that was ever stored, for the tests to compare with. */
  readonly stored: SimulatedEvent[] = [];
  readonly #byClientId = new Map<string, SimulatedEvent>();
  #from = 0;

  get head(): number {
    return this.stored.length;
  }

  append(event: Omit<SimulatedEvent, 'id' | 'offset'>): { event: SimulatedEvent; duplicate: boolean } {
    const known = event.clientId === null ? undefined : this.#byClientId.get(event.clientId);
    if (known) return { event: known, duplicate: true };
    const offset = this.head + 1;
    const stored = { ...event, id: offset.toString(16).padStart(24, '0'), offset };
    this.stored.push(stored);
    if (event.clientId !== null) this.#byClientId.set(event.clientId, stored);
    return { event: stored, duplicate: false };
  }

  /** Forgets all but the newest `keep` events. */
  trim(keep: number): void {
    this.#from = Math.max(this.#from, this.head - keep);
  }

  /** Events after an offset, and whether some between are gone. */
  after(offset: number): { events: SimulatedEvent[]; from: number; gap: boolean } {
    const from = Math.max(offset, this.#from);
    return { events: this.stored.slice(from), from, gap: from > offset };
  }
}
