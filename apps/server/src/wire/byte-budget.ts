import { ParleyError } from '../core/errors/parley-error.ts';

/** A frame as the budget sees it. A Buffer is one. Frames of other outlets say how many bytes they are when sent. */
export interface Weighed {
  readonly length: number;
}

/** An outlet whose peer reads more slowly than it is written to. */
export interface BudgetHolder {
  readonly bufferedBytes: number;
  close(reason: ParleyError): void;
}

/**
 * What all outlets of the process together keep for peers that do not read. Over the limit the outlet that is furthest
 * behind is closed, and the next, until the rest fits.
 *
 * A frame shared by many outlets is one object and is counted once: a large broadcast does not look like many. The
 * part that a socket's stream already took is counted per outlet, since nothing tells which frames are in it.
 */
export class ByteBudget {
  readonly #limitBytes: number;
  readonly #holders = new Set<BudgetHolder>();
  readonly #references = new Map<Weighed, number>();
  #total = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Bytes kept at present for peers that do not read. */
  get totalBytes(): number {
    return this.#total;
  }

  /** Counts `holder` among those that may be closed. */
  enter(holder: BudgetHolder): void {
    this.#holders.add(holder);
  }

  leave(holder: BudgetHolder): void {
    this.#holders.delete(holder);
  }

  /** Counts a frame that an outlet keeps. Each call is matched by one of {@link release}. */
  hold(frame: Weighed): void {
    const references = this.#references.get(frame) ?? 0;
    if (references === 0) this.#total += frame.length;
    this.#references.set(frame, references + 1);
  }

  release(frame: Weighed): void {
    const references = this.#references.get(frame);
    if (references === undefined) return;
    if (references > 1) {
      this.#references.set(frame, references - 1);
      return;
    }
    this.#references.delete(frame);
    this.#total -= frame.length;
  }

  /** Corrects the total by bytes that are not whole frames. */
  adjust(deltaBytes: number): void {
    this.#total += deltaBytes;
  }

  /** Closes those furthest behind until the limit is met. */
  enforce(): void {
    while (this.#total > this.#limitBytes) {
      const largest = this.#largest();
      if (!largest) return;
      this.#holders.delete(largest);
      largest.close(
        new ParleyError('slow_consumer', 'The server keeps too much for readers that do not keep up.'),
      );
    }
  }

  #largest(): BudgetHolder | null {
    let largest: BudgetHolder | null = null;
    let most = -1;
    for (const holder of this.#holders) {
      const bytes = holder.bufferedBytes;
      if (bytes <= most) continue;
      most = bytes;
      largest = holder;
    }
    return largest;
  }
}
