import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { AddressGuard } from '../address-guard.ts';

/**
 * Finds a host's addresses for a connection, of which only those remain that may be called: so the connection is made to
 * the very address that was checked. A host that is asked for again while the first question is open gets its answer,
 * since a name server that hangs would otherwise take up every thread that this process has for such work.
 */
export function guardedLookup(guard: AddressGuard): LookupFunction {
  const open = new Map<string, Promise<LookupAddress[]>>();

  function addressesOf(host: string): Promise<LookupAddress[]> {
    const known = open.get(host);
    if (known) return known;
    const asked = guard.addressesOf(host).finally(() => open.delete(host));
    open.set(host, asked);
    return asked;
  }

  return (host, options, callback) => {
    addressesOf(host).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (cause: Error) => callback(cause, []),
    );
  };
}
