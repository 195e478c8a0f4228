import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../runtime/clock.ts';
import { UPLOAD_HOLDS_MS } from './file-storage.ts';

export type FileAct = 'put' | 'get';

/** What an address says, as it came in its query. */
export interface AddressQuery {
  readonly op?: string | undefined;
  readonly exp?: string | undefined;
  readonly sig?: string | undefined;
}

const DAY_MS = 86_400_000;
/** Ends fall on whole days, so that one file has one address for a day. */
const DOWNLOAD_DAYS = 8;
const KEY_BYTES = 32;

/**
 * Addresses of files on this server, which prove by themselves what they are for: `/files/<id>?op=&exp=&sig=`, signed by
 * HMAC-SHA256 with a key of the server's own. Ids are unique over all apps, so the id says whose file it is.
 */
export class FileAddresses {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(masterKey: Buffer, clock: Clock) {
    this.#key = Buffer.from(hkdfSync('sha256', masterKey, '', 'parley chat files', KEY_BYTES));
    this.#clock = clock;
  }

  upload(id: string, origin: string): string {
    return this.#address({ act: 'put', id, expiresAt: this.#clock.now() + UPLOAD_HOLDS_MS }, origin);
  }

  /** Holds for seven to eight days. */
  download(id: string, origin: string): string {
    const today = Math.floor(this.#clock.now() / DAY_MS);
    return this.#address({ act: 'get', id, expiresAt: (today + DOWNLOAD_DAYS) * DAY_MS }, origin);
  }

  /** When the address ends (ms), if it is one of ours for this act and file, and has not ended; null otherwise. */
  check(act: FileAct, id: string, { op, exp, sig }: AddressQuery): number | null {
    if (op !== act || exp === undefined || sig === undefined || !/^\d{1,15}$/.test(exp)) return null;
    const given = Buffer.from(sig, 'base64url');
    const due = this.#signature({ act, id, expiresAt: exp });
    const holds = given.length === due.length && timingSafeEqual(given, due);
    return holds && Number(exp) > this.#clock.now() ? Number(exp) : null;
  }

  #address({ act, id, expiresAt }: { act: FileAct; id: string; expiresAt: number }, origin: string): string {
    const signature = this.#signature({ act, id, expiresAt: String(expiresAt) }).toString('base64url');
    return `${origin}/files/${id}?op=${act}&exp=${expiresAt}&sig=${signature}`;
  }

  #signature({ act, id, expiresAt }: { act: FileAct; id: string; expiresAt: string }): Buffer {
    return createHmac('sha256', this.#key).update(`${act}\n${id}\n${expiresAt}`).digest();
  }
}
