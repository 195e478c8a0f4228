import { BlockList, isIP } from 'node:net';

/** In lists of addresses: whoever calls. `0.0.0.0` is how the original's configuration says it. */
const ANYBODY: ReadonlySet<string> = new Set(['*', '0.0.0.0']);

/** From where backends may call. */
export class CallerAddresses {
  readonly #allowed: BlockList | null;

  /** @param entries addresses and ranges in CIDR form; empty, `*` and `0.0.0.0` stand for any. */
  constructor(entries: readonly string[]) {
    const isOpen = entries.length === 0 || entries.some((entry) => ANYBODY.has(entry));
    this.#allowed = isOpen ? null : listOf(entries);
  }

  allows(address: string): boolean {
    if (this.#allowed === null) return true;
    const family = isIP(address);
    return family !== 0 && this.#allowed.check(address, family === 4 ? 'ipv4' : 'ipv6');
  }
}

function listOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
