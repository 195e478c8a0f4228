import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Chance } from '../../runtime/chance.ts';
import { ParleyError } from '../errors/parley-error.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals signing secrets for the database with a key that is not in it: AES-256-GCM, bound to the id of the record, so
 * that a sealed secret cannot be moved to another app.
 */
export class KeyVault {
  readonly #key: Buffer;
  readonly #chance: Chance;

  /** @param masterKey 32 bytes. */
  constructor(masterKey: Buffer, chance: Chance) {
    if (masterKey.length !== 32) throw new RangeError('The master key must have 32 bytes.');
    this.#key = masterKey;
    this.#chance = chance;
  }

  seal(plain: string, recordId: string): string {
    const iv = this.#chance.bytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(recordId));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Throws `unavailable` if it was sealed with another master key or for another record. */
  open(sealed: string, recordId: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, iv)
        .setAAD(Buffer.from(recordId))
        .setAuthTag(tag);
      return (
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch (cause) {
      throw new ParleyError(
        'unavailable',
        'A signing secret in the database was sealed with another master key; start with the one it was made with.',
        { cause },
      );
    }
  }
}

/** SHA-256 in hex: how keys of high entropy are looked up without being stored. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
