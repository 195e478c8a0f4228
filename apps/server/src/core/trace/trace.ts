import type { ErrorReport } from '../errors/parley-error.ts';
import type { Event } from '../event/event.ts';

/** Who did something, for the trace. */
export interface TraceActor {
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly protocol: string;
}

interface Traced {
  readonly appId: string;
  readonly at: number;
  readonly actor: TraceActor;
}

/** Something that happened, as an operator watching live wants to see it. */
export type TraceRecord =
  | (Traced & {
      readonly kind: 'event';
      readonly channel: string;
      readonly event: Event;
      readonly readers: number;
    })
  | (Traced & {
      readonly kind: 'connected' | 'disconnected';
      readonly channel: null;
      readonly address: string;
    })
  | (Traced & { readonly kind: 'subscribed' | 'unsubscribed'; readonly channel: string })
  | (Traced & {
      readonly kind: 'refused';
      readonly channel: string | null;
      readonly action: string;
      readonly error: ErrorReport;
    });

export type TraceListener = (record: TraceRecord) => void;

/** The live trace. Costs one comparison per happening while nobody watches. */
export class Trace {
  readonly #listeners = new Set<TraceListener>();

  get watched(): boolean {
    return this.#listeners.size > 0;
  }

  listen(listener: TraceListener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) };
  }

  emit(record: TraceRecord): void {
    for (const listener of this.#listeners) listener(record);
  }
}
