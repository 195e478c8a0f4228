import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Chance } from '../../runtime/chance.ts';
import { appKey } from './app-key.ts';

const FORM = /^([0-9a-f]{24})\.([\w-]{43})$/;
const RANDOM_BYTES = 16;
const SEAL_BYTES = 16;

/**
 * Refresh tokens: `<sign-in id>.<43 characters>`, of which half is random and half seals the id and that.
 *
 * Who brings a used-up token ends its whole family. The ids of sign-ins are no secrets, and without the seal anybody who
 * guesses one could sign that device out with a token that was never given out.
 */
export class RefreshTokens {
  readonly #chance: Chance;
  readonly #masterKey: Buffer;

  constructor(chance: Chance, masterKey: Buffer) {
    this.#chance = chance;
    this.#masterKey = masterKey;
  }

  issue(appId: string, signInId: string): string {
    const random = this.#chance.bytes(RANDOM_BYTES);
    const secret = Buffer.concat([random, this.#sealOf(appId, signInId, random)]);
    return `${signInId}.${secret.toString('base64url')}`;
  }

  /** The sign-in that a token was given out for, now or earlier; null for what was never given out in this app. */
  signInOf(appId: string, token: string): string | null {
    const [, signInId, text] = FORM.exec(token) ?? [];
    if (signInId === undefined || text === undefined) return null;
    const secret = Buffer.from(text, 'base64url');
    const seal = this.#sealOf(appId, signInId, secret.subarray(0, RANDOM_BYTES));
    return timingSafeEqual(seal, secret.subarray(RANDOM_BYTES)) ? signInId : null;
  }

  #sealOf(appId: string, signInId: string, random: Buffer): Buffer {
    return createHmac('sha256', appKey(this.#masterKey, 'refresh token', appId))
      .update(signInId)
      .update(random)
      .digest()
      .subarray(0, SEAL_BYTES);
  }
}
