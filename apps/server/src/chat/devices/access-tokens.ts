import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { randomToken } from '../../runtime/chance.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ChatUser } from '../users/user.ts';
import { appKey } from './app-key.ts';
import type { SignedInDevice } from './devices.ts';

const JTI_CHARACTERS = 16;
const REFUSAL = 'The access token is not valid.';

/** What an access token says, once its signature holds. */
export interface AccessClaims {
  readonly userId: string;
  /** The sign-in it was given out by. */
  readonly signInId: string;
  /** When the refresh token that came with it was given out (ms); null: none came. */
  readonly rotatedAt: number | null;
  /** ms since 1970. */
  readonly expiresAt: number;
}

/** What an access token is given out for. */
export interface AccessGrant {
  readonly device: SignedInDevice;
  /** When the refresh token beside it was made (ms); null: there is none. */
  readonly rotatedAt: number | null;
  readonly forMs: number;
}

/**
 * Access tokens: JSON Web Tokens of HS256. Beside what the server asks of them they name the user as SAMA's clients expect,
 * which read `_id` without asking the server; `jti` tells apart those of one second.
 */
export class AccessTokens {
  readonly kid = 'parley';
  readonly #runtime: Runtime;
  readonly #masterKey: Buffer;

  constructor(runtime: Runtime, masterKey: Buffer) {
    this.#runtime = runtime;
    this.#masterKey = masterKey;
  }

  /** A token that holds for `forMs` ms, or until the device's sign-in ends if that is sooner. */
  async issue(
    appId: string,
    { id, login }: Pick<ChatUser, 'id' | 'login'>,
    { device, rotatedAt, forMs }: AccessGrant,
  ): Promise<{ token: string; expiresAt: number }> {
    const { clock, chance } = this.#runtime;
    const now = clock.now();
    const exp = Math.floor(Math.min(now + forMs, device.expiresAt) / 1000);
    const token = await new SignJWT({
      _id: id,
      native_id: id,
      ...(login === null ? {} : { login }),
      type: 'access',
      app: appId,
      did: device.id,
      device_id: device.deviceId,
      ...(rotatedAt === null ? {} : { rat: rotatedAt }),
    })
      .setProtectedHeader({ alg: 'HS256', kid: this.kid })
      .setSubject(id)
      .setJti(randomToken(chance, JTI_CHARACTERS))
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(exp)
      .sign(this.#keyOf(appId));
    return { token, expiresAt: exp * 1000 };
  }

  /** Throws `unauthenticated` or `token_expired`. Whether the sign-in is still there is for the caller to see. */
  async check(appId: string, token: string): Promise<AccessClaims> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keyOf(appId), {
        algorithms: ['HS256'],
        currentDate: new Date(this.#runtime.clock.now()),
      });
      const claims = Claims.safeParse(payload);
      if (protectedHeader.kid !== this.kid || !claims.success) {
        throw new ParleyError('unauthenticated', REFUSAL);
      }
      const { sub, did, rat, exp } = claims.data;
      return { userId: sub, signInId: did, rotatedAt: rat ?? null, expiresAt: exp * 1000 };
    } catch (error) {
      throw refused(error);
    }
  }

  #keyOf(appId: string): Buffer {
    return appKey(this.#masterKey, 'access token', appId);
  }
}

const Claims = z.object({
  sub: z.string().min(1),
  type: z.literal('access'),
  did: z.string().min(1),
  rat: z.number().optional(),
  exp: z.number(),
});

function refused(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new ParleyError('token_expired', 'The access token has expired.', { cause: error });
  }
  if (error instanceof errors.JOSEError) return new ParleyError('unauthenticated', REFUSAL, { cause: error });
  return error;
}
