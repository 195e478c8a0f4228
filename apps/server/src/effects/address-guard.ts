import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { promisify } from 'node:util';
import { ParleyError } from '../core/errors/parley-error.ts';

const resolve = promisify(lookup);

/** What is neither this machine's nor a private network's, nor means anything but one host (RFC 6890 and its updates). */
const SPECIAL_RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
] as const;

/**
 * Which addresses the server may call on behalf of an app. Whoever administers an app chooses the host, so by default
 * nothing inside the house can be reached: neither this machine nor a private network.
 *
 * An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) counts as the IPv4 address that it stands for.
 */
export class AddressGuard {
  readonly #special = blockList(SPECIAL_RANGES);
  readonly #allowed: BlockList;
  readonly #allowsAll: boolean;

  /** @param allowed addresses and ranges that may be called all the same; `*`: any. */
  constructor(allowed: readonly string[]) {
    this.#allowsAll = allowed.includes('*');
    this.#allowed = blockList(allowed.filter((range) => range !== '*'));
  }

  /** @param address a literal address; what is none is refused, whatever the settings. */
  allows(address: string): boolean {
    const literal = withoutZone(address);
    if (isIP(literal) === 0) return false;
    if (this.#allowsAll) return true;
    // `check` looks through the mapped form of IPv4 by itself.
    const family = familyOf(literal);
    return this.#allowed.check(literal, family) || !this.#special.check(literal, family);
  }

  /**
   * The addresses of a host that may be called. Connect to one of these, not to the name again: it may have another
   * address by then.
   *
   * @throws ParleyError `forbidden` if there are only others; `unavailable` if the name is not known.
   */
  async addressesOf(host: string): Promise<LookupAddress[]> {
    const name = host.startsWith('[') ? host.slice(1, -1) : host;
    const known = await resolve(name, { all: true }).catch((cause: unknown) => {
      throw new ParleyError('unavailable', `The host ${name} is not known.`, { cause });
    });
    const allowed = known.filter(({ address }) => this.allows(address));
    if (allowed.length > 0) return allowed;
    throw new ParleyError(
      'forbidden',
      `The host ${name} is in a private network, which this server may not call (see PARLEY_PRIVATE_TARGETS).`,
      { fix: 'Add the address to PARLEY_PRIVATE_TARGETS, if the server may call it.' },
    );
  }
}

/**
 * No range may lie within `::ffff:0:0/96`: a BlockList compares IPv4 addresses with IPv6 ranges in their mapped form, so
 * that range would mean all of IPv4.
 */
function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** `fe80::1%eth0` without the name of the interface. */
function withoutZone(address: string): string {
  return address.split('%')[0] ?? '';
}
