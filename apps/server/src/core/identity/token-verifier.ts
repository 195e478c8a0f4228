import {
  type CryptoKey,
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../runtime/clock.ts';
import { ALL_RIGHTS, type Grant } from '../access/grant.ts';
import { ANONYMOUS, type Principal } from '../access/principal.ts';
import type { App } from '../apps/app.ts';
import type { AppRegistry } from '../apps/app-registry.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { pattern } from '../rules/pattern.ts';
import type { Identity, Proof } from '../session/session.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { TokenClaims } from './token-claims.ts';

const MAX_TOKEN_LENGTH = 16_384;
const CLOCK_TOLERANCE_S = 5;
const JWKS_TIMEOUT_MS = 5000;
const JWKS_COOLDOWN_MS = 30_000;
/** One for each URL that an app has, or had. */
const KEPT_KEY_SETS = 1000;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

/** Tokens that the server gave out itself, to users who signed in here. */
export interface OwnTokens {
  /** The `kid` in their header, which no key of an app has. */
  readonly kid: string;
  /** Throws `unauthenticated` or `token_expired`. */
  verify(app: App, token: string): Promise<Identity>;
}

/** A token whose signature holds, and the secret that made it. */
interface Checked {
  readonly payload: JWTPayload;
  readonly signature: Proof | null;
}

/**
 * Checks the tokens that an app's backend signs: HS256 with the app's secret, or RS256 and ES256 with the public keys
 * behind the app's JWKS URL. The algorithm decides which, so a public key is never taken for a secret.
 */
export class TokenVerifier {
  readonly #apps: AppRegistry;
  readonly #clock: Clock;
  readonly #keySets = new LRUCache<string, KeySet>({ max: KEPT_KEY_SETS });
  #own: OwnTokens | null = null;

  constructor(apps: AppRegistry, clock: Clock) {
    this.#apps = apps;
    this.#clock = clock;
  }

  /** From now on the server's own tokens count as well. */
  accept(own: OwnTokens): void {
    this.#own = own;
  }

  /** Throws `unauthenticated` or `token_expired`; `unavailable` when the app's JWKS cannot be fetched. */
  async verify(app: App, token: string): Promise<Identity> {
    if (token.length > MAX_TOKEN_LENGTH) throw new ParleyError('unauthenticated', 'The token is too long.');
    const { kid } = headerOf(token);
    if (this.#own && kid === this.#own.kid) return this.#own.verify(app, token);
    const { payload, signature } = await this.#checkSignature(app, token);
    const claims = TokenClaims.safeParse(payload);
    if (!claims.success) {
      const field = claims.error.issues[0]?.path.join('.') ?? '';
      throw new ParleyError('unauthenticated', `The token's claim "${field}" is missing or not valid.`);
    }
    return identityOf(claims.data, signature);
  }

  async #checkSignature(app: App, token: string): Promise<Checked> {
    switch (headerOf(token).alg) {
      case 'HS256':
        return this.#checkWithSecrets(app, token);
      case 'RS256':
      case 'ES256':
        return { payload: await this.#checkWithKeySet(app, token), signature: null };
      default:
        throw new ParleyError('unauthenticated', 'The token must be signed with HS256, RS256 or ES256.');
    }
  }

  async #checkWithSecrets(app: App, token: string): Promise<Checked> {
    for (const { key, value } of this.#apps.secretsOf(app)) {
      try {
        const secret = Buffer.from(value);
        const { payload } = await jwtVerify(token, secret, this.#options(app, ['HS256']));
        this.#apps.noteUse(key);
        return { payload, signature: { by: key.id, until: key.expiresAt } };
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw refused(error);
      }
    }
    throw new ParleyError('unauthenticated', "The token is not signed with this app's secret.");
  }

  async #checkWithKeySet(app: App, token: string): Promise<JWTPayload> {
    const url = app.settings.jwksUrl;
    if (url === null)
      throw new ParleyError('unauthenticated', 'The app has no JWKS URL for tokens of this kind.');
    const options = this.#options(app, ['RS256', 'ES256']);
    try {
      const { payload } = await jwtVerify(token, this.#keySet(url), options);
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw refused(error);
      return await checkWithEach(error, token, options);
    }
  }

  #keySet(url: string): KeySet {
    const known = this.#keySets.get(url);
    if (known) return known;
    const keySet = createRemoteJWKSet(new URL(url), {
      timeoutDuration: JWKS_TIMEOUT_MS,
      cooldownDuration: JWKS_COOLDOWN_MS,
      [customFetch]: fetchKeySet,
    });
    this.#keySets.set(url, keySet);
    return keySet;
  }

  #options(app: App, algorithms: string[]): JWTVerifyOptions {
    const { jwtIssuer, jwtAudience } = app.settings;
    return {
      algorithms,
      currentDate: new Date(this.#clock.now()),
      clockTolerance: CLOCK_TOLERANCE_S,
      ...(jwtIssuer === null ? {} : { issuer: jwtIssuer }),
      ...(jwtAudience === null ? {} : { audience: jwtAudience }),
    };
  }
}

/** A token that names no key may be signed with any that fits: all of a kind are there while keys are rotated. */
async function checkWithEach(
  keys: AsyncIterable<CryptoKey>,
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      const { payload } = await jwtVerify(token, key, options);
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw refused(error);
    }
  }
  throw new ParleyError('unauthenticated', 'The token is not signed with a key of this app.');
}

function headerOf(token: string): { alg?: string | undefined; kid?: string | undefined } {
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw new ParleyError('unauthenticated', 'The token is not a JSON Web Token.', { cause });
  }
}

function refused(error: unknown): ParleyError {
  if (error instanceof errors.JWTExpired) {
    return new ParleyError('token_expired', 'The token has expired.', { cause: error });
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new ParleyError('unauthenticated', `The token's claim "${error.claim}" is not valid.`, {
      cause: error,
    });
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed) {
    return new ParleyError('unauthenticated', 'The token is not signed with a key of this app.', {
      cause: error,
    });
  }
  if (error instanceof errors.JOSEError && !isAboutKeySet(error)) {
    return new ParleyError('unauthenticated', 'The token is not a JSON Web Token that can be checked here.', {
      cause: error,
    });
  }
  return new ParleyError('unavailable', "The app's public keys could not be read.", {
    cause: error,
    retryAfterMs: 5000,
  });
}

/** The generic error is how jose tells that the URL answered with something else than a key set. */
function isAboutKeySet(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === errors.JOSEError.code
  );
}

function identityOf(claims: TokenClaims, signature: Proof | null): Identity {
  const principal: Principal =
    claims.sub === undefined ? ANONYMOUS : { kind: 'user', userId: claims.sub, verified: true };
  const expiresAt = Math.floor(claims.exp * 1000);
  return { principal, grants: grantsOf(claims, expiresAt), expiresAt, admission: null, signature };
}

function grantsOf({ channels = [] }: TokenClaims, expiresAt: number): Grant[] {
  const entries = Array.isArray(channels)
    ? channels.map((text) => [text, ALL_RIGHTS] as const)
    : Object.entries(channels).map(([text, rights]) => [text, new Set(rights)] as const);
  return entries.map(([text, rights]) => ({ pattern: pattern(text), rights, proof: 'signed', expiresAt }));
}
