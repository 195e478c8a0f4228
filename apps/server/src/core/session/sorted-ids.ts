/** A set of ids that is always in ascending order, so that a page of it costs no more than the page. */
export class SortedIds {
  readonly #ids: string[] = [];

  get size(): number {
    return this.#ids.length;
  }

  add(id: string): void {
    const place = this.#placeOf(id);
    if (this.#ids[place] !== id) this.#ids.splice(place, 0, id);
  }

  delete(id: string): void {
    const place = this.#placeOf(id);
    if (this.#ids[place] === id) this.#ids.splice(place, 1);
  }

  slice(start: number, end?: number): string[] {
    return this.#ids.slice(start, end);
  }

  /** Where the id is, or else where it belongs. */
  #placeOf(id: string): number {
    let from = 0;
    let to = this.#ids.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#ids[middle] ?? '') < id) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
