const REMEMBERED = 256;

/** The last events that a socket got of those that were pushed to several channels at once. */
export class PassedOn {
  #ids: Set<string> | null = null;

  /** Whether the socket has not had it, or not lately; from now on it has. What may come any number of times is null. */
  isNew(id: string | null): boolean {
    if (id === null) return true;
    this.#ids ??= new Set();
    const ids = this.#ids;
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > REMEMBERED) {
      const [oldest] = ids;
      if (oldest !== undefined) ids.delete(oldest);
    }
    return true;
  }
}
