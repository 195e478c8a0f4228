import { importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../../runtime/clock.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { ServiceAccount } from './service-account.ts';

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const TIMEOUT_MS = 10_000;
/** A new one is fetched so long before the old one ends. */
const MARGIN_MS = 5 * 60_000;
const SHORTEST_MS = 60_000;

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

interface KeptToken {
  readonly value: string;
  readonly until: number;
}

/** A token by which Google knows a service account (RFC 7523): fetched when it is needed, kept until shortly before its end. */
export class AccessToken {
  readonly #account: ServiceAccount;
  readonly #clock: Clock;
  readonly #timers: Timers;
  #kept: KeptToken | null = null;
  #fetching: Promise<KeptToken> | null = null;

  constructor(account: ServiceAccount, { clock, timers }: { clock: Clock; timers: Timers }) {
    this.#account = account;
    this.#clock = clock;
    this.#timers = timers;
  }

  /** Rejects if none can be had; who asks while one is fetched gets that one. */
  async get(): Promise<string> {
    if (this.#kept && this.#kept.until > this.#clock.now()) return this.#kept.value;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    this.#kept = await this.#fetching;
    return this.#kept.value;
  }

  /** This one does not hold any more. */
  forget(value: string): void {
    if (this.#kept?.value === value) this.#kept = null;
  }

  async #fetch(): Promise<KeptToken> {
    const ending = new AbortController();
    const timer = this.#timers.after(TIMEOUT_MS, () =>
      ending.abort(new Error(`Google gave no token within ${TIMEOUT_MS} ms.`)),
    );
    try {
      const response = await fetch(this.#account.token_uri, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: await this.#assertion(),
        }),
        redirect: 'error',
        signal: ending.signal,
      });
      const granted = Granted.safeParse(await response.json());
      if (!granted.success) throw new Error(`Google gave no token: it answered ${response.status}.`);
      const { access_token: value, expires_in: seconds } = granted.data;
      const holdsMs = Math.max(SHORTEST_MS, seconds * 1000 - MARGIN_MS);
      return { value, until: this.#clock.now() + holdsMs };
    } finally {
      timer[Symbol.dispose]();
    }
  }

  async #assertion(): Promise<string> {
    const { client_email: issuer, private_key, private_key_id, token_uri: audience } = this.#account;
    const now = Math.floor(this.#clock.now() / 1000);
    const header = {
      alg: 'RS256',
      typ: 'JWT',
      ...(private_key_id === undefined ? {} : { kid: private_key_id }),
    };
    return new SignJWT({ scope: SCOPE })
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(await importPKCS8(private_key, 'RS256'));
  }
}
