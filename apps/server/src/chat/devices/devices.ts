import type { App } from '../../core/apps/app.ts';
import type { Identity } from '../../core/session/session.ts';
import type { ChatUser } from '../users/user.ts';

/** What a device gets when it signs in. */
export interface SignedIn {
  readonly user: ChatUser;
  /** A JWT; native connections take it as their token, too. */
  readonly accessToken: string;
  /** When it ends (ms). */
  readonly expiresAt: number;
  /** To get the next access token with, once. Null where the one brought still holds (see `refresh`). */
  readonly refreshToken: string | null;
  /** When that ends (ms). */
  readonly refreshExpiresAt: number;
  readonly device: SignedInDevice;
}

export interface SignedInDevice {
  /** Of the sign-in itself: the family of its tokens. */
  readonly id: string;
  readonly userId: string;
  /** What the client calls itself. */
  readonly deviceId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Where a sign-in comes from. */
export interface SignInOrigin {
  readonly deviceId: string;
  readonly address: string;
}

/** Which sign-ins of a user are ended: those that all of this is true of. */
export interface EndedDevices {
  readonly deviceId?: string;
  readonly id?: string;
  readonly exceptId?: string;
  /** A connection, by its session's id, that whoever calls ends itself: the one that asked for it, after its answer. */
  readonly sparing?: string | null;
}

/** Signed-in devices and their tokens. */
export interface Devices {
  /**
   * `wrong_credentials`, in the same time whether the login exists or not; `rate_limited` after too many failures of this
   * login or address, whatever the password. Replaces an earlier sign-in of the same user and device.
   */
  signIn(app: App, login: string, password: string, origin: SignInOrigin): Promise<SignedIn>;
  /**
   * A refresh token for the next one. One that was used up before ends its whole family (`refresh_token_invalid`), except
   * in the first seconds after: two tabs may have asked at once, and then the second gets an access token alone. Until the
   * client has used an access token that came with the next one, that answer may be lost: then it gets another.
   *
   * @param deviceId if not null, the token must be of this device.
   */
  refresh(app: App, refreshToken: string, deviceId: string | null): Promise<SignedIn>;
  /** A fresh start by an access token that still holds: rotates as `refresh` does. `unauthenticated`, `token_expired`. */
  renew(app: App, accessToken: string, deviceId: string | null): Promise<SignedIn>;
  /** Checks an access token: who it is, and the device; for `TokenVerifier` and for protocols. */
  verify(app: App, accessToken: string): Promise<{ identity: Identity; device: SignedInDevice }>;
  /** Which sign-in a refresh token is of, if it holds; null otherwise. */
  ofRefreshToken(app: App, refreshToken: string): Promise<SignedInDevice | null>;
  list(app: App, userId: string): Promise<SignedInDevice[]>;
  /** Ends sign-ins: their refresh tokens, their access tokens, and the native connections that rest on them. */
  end(app: App, userId: string, which: EndedDevices): Promise<number>;
}
