import type { ParleyError } from '../errors/parley-error.ts';
import type { Position } from '../feed/feed-item.ts';
import type { ChannelItem, Gap } from './channel-item.ts';

/**
 * Items between a feed and an iterator. Bounded: when the iterator falls behind, the oldest items give way to one gap
 * that says so, at the place where they were.
 */
export class ItemQueue<D> {
  readonly #limit: number;
  #items: ChannelItem<D>[] = [];
  #waiter: ((result: IteratorResult<ChannelItem<D>, undefined>) => void) | null = null;
  #failWaiter: ((error: ParleyError) => void) | null = null;
  /** The place up to which items were dropped since the last read; null if none were. */
  #droppedTo: Position | null = null;
  /** Where the last item stood that was handed out or dropped. */
  #passed: Position = '';
  #end: { error: ParleyError | null } | null = null;

  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  push(item: ChannelItem<D>): void {
    if (this.#end) return;
    if (this.#waiter) {
      const waiter = this.#waiter;
      this.#waiter = this.#failWaiter = null;
      this.#passed = positionOf(item) ?? this.#passed;
      waiter({ done: false, value: item });
      return;
    }
    this.#items.push(item);
    if (this.#items.length > this.#limit) this.#drop();
  }

  /** The iterator ends after what is queued: in peace, or with an error. */
  end(error: ParleyError | null): void {
    if (this.#end) return;
    this.#end = { error };
    if (!this.#waiter) return;
    // The reader that waits is told now; whoever reads on finds the end.
    this.#end = { error: null };
    if (error) this.#failWaiter?.(error);
    else this.#waiter({ done: true, value: undefined });
    this.#waiter = this.#failWaiter = null;
  }

  /** Forgets what is queued and ends. */
  clear(): void {
    this.#items = [];
    this.#droppedTo = null;
    this.end(null);
    this.#end = { error: null };
  }

  next(): Promise<IteratorResult<ChannelItem<D>, undefined>> {
    if (this.#waiter) return Promise.reject(new TypeError('This iterator is read by one reader at a time.'));
    if (this.#droppedTo !== null) {
      const gap: Gap = { type: 'gap', position: this.#droppedTo, cause: 'overflow' };
      this.#droppedTo = null;
      return Promise.resolve({ done: false, value: gap });
    }
    const value = this.#items.shift();
    if (value) {
      this.#passed = positionOf(value) ?? this.#passed;
      return Promise.resolve({ done: false, value });
    }
    const end = this.#end;
    if (!end) {
      return new Promise((resolve, reject) => {
        this.#waiter = resolve;
        this.#failWaiter = reject;
      });
    }
    this.#end = { error: null };
    return end.error ? Promise.reject(end.error) : Promise.resolve({ done: true, value: undefined });
  }

  #drop(): void {
    const dropped = this.#items.shift();
    if (dropped) this.#passed = positionOf(dropped) ?? this.#passed;
    this.#droppedTo = this.#passed;
  }
}

/** Where the log stands after an item; null for one that has no place in it, such as a signal. */
function positionOf<D>(item: ChannelItem<D>): Position | null {
  const inner = item.type === 'other' || item.type === 'invalid' ? item.item : item;
  return 'position' in inner ? inner.position : null;
}
