import { importPKCS8, SignJWT } from 'jose';
import type { Clock } from '../../../runtime/clock.ts';

/** The key of an Apple developer account, by which APNs knows this server. */
export interface ApnsKey {
  /** PKCS #8, PEM: the content of the `.p8` file. */
  readonly privateKey: string;
  readonly keyId: string;
  readonly teamId: string;
}

/** APNs takes tokens up to an hour old, and wants no new one more often than every 20 minutes. */
const HOLDS_MS = 40 * 60_000;

/** The token that goes with every request to APNs. */
export class ProviderToken {
  readonly #key: ApnsKey;
  readonly #clock: Clock;
  #kept: { readonly value: Promise<string>; readonly until: number } | null = null;

  constructor(key: ApnsKey, clock: Clock) {
    this.#key = key;
    this.#clock = clock;
  }

  /** Rejects if the key cannot sign. */
  get(): Promise<string> {
    const now = this.#clock.now();
    if (this.#kept === null || this.#kept.until <= now) {
      this.#kept = { value: this.#sign(now), until: now + HOLDS_MS };
    }
    return this.#kept.value;
  }

  /** APNs says that it has ended. */
  forget(): void {
    this.#kept = null;
  }

  async #sign(now: number): Promise<string> {
    const { privateKey, keyId, teamId } = this.#key;
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setIssuedAt(Math.floor(now / 1000))
      .sign(await importPKCS8(privateKey, 'ES256'));
  }
}
