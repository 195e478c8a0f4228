import type { App } from '../../core/apps/app.ts';
import { fingerprint } from '../../core/apps/key-vault.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Identity } from '../../core/session/session.ts';
import type { DeviceRecord, DeviceStore } from '../../core/store/chat/device-store.ts';
import type { UserRecord } from '../../core/store/chat/user-store.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import type { PasswordCheck } from '../users/password-check.ts';
import type { ChatUser } from '../users/user.ts';
import { loginKeyOf } from '../users/user-keys.ts';
import { toChatUser } from '../users/user-record.ts';
import { AccessTokens } from './access-tokens.ts';
import { deviceProof } from './device-proof.ts';
import type { Devices, EndedDevices, SignedIn, SignedInDevice, SignInOrigin } from './devices.ts';
import { refreshStanding } from './refresh-standing.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { SignOut } from './sign-out.ts';

const MOST_PER_USER = 100;
const EXPIRED_AT_ONCE = 100;
const MOST_TRIES = 5;

/** Devices whose access tokens are signed, and whose refresh tokens are kept as hashes. */
export class TokenDevices implements Devices {
  readonly #parts: ChatParts;
  readonly #passwords: PasswordCheck;
  readonly #store: DeviceStore;
  readonly #access: AccessTokens;
  readonly #refresh: RefreshTokens;
  readonly #signOut: SignOut;

  constructor(parts: ChatParts, passwords: PasswordCheck) {
    const { core, masterKey } = parts;
    this.#parts = parts;
    this.#passwords = passwords;
    this.#store = core.store.chat.devices;
    this.#access = new AccessTokens(core.runtime, masterKey);
    this.#refresh = new RefreshTokens(core.runtime.chance, masterKey);
    this.#signOut = new SignOut(core);
    core.tokens.accept({
      kid: this.#access.kid,
      verify: async (app, token) => (await this.verify(app, token)).identity,
    });
  }

  async signIn(app: App, login: string, password: string, origin: SignInOrigin): Promise<SignedIn> {
    const { users } = this.#parts.core.store.chat;
    const loginKey = loginKeyOf(login);
    const attempt = { loginKey, address: origin.address, password };
    const user = await this.#passwords.check(app, attempt, () => users.findByLogin(app.id, loginKey));
    if (!user) throw chatRefusal('wrong_credentials');
    const known = await this.#store.listOf(app.id, user.id);
    const { device, refreshToken } = await this.#create(app, user, origin.deviceId);
    const others = known.filter(({ deviceId }) => deviceId !== origin.deviceId);
    const staying = new Set(others.slice(Math.max(0, others.length - MOST_PER_USER + 1)));
    await this.#signOut.end(
      app,
      user.id,
      known.filter((one) => !staying.has(one)),
    );
    await this.#store.removeExpired(this.#now(), EXPIRED_AT_ONCE);
    // A change of the password ends the devices that there are: this one may have come after that.
    const current = await users.find(app.id, user.id);
    if (current?.passwordHash !== user.passwordHash) {
      await this.#signOut.end(app, user.id, [device]);
      throw chatRefusal('wrong_credentials');
    }
    return this.#signedIn(app, toChatUser(user), device, refreshToken);
  }

  async refresh(app: App, refreshToken: string, deviceId: string | null): Promise<SignedIn> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const device = await this.#givenOutTo(app, refreshToken);
      const isMeant = deviceId === null || device?.deviceId === deviceId;
      if (!device || !isMeant) throw chatRefusal('refresh_token_invalid');
      switch (refreshStanding(device, refreshToken, this.#now())) {
        case 'current':
        case 'unanswered': {
          const rotated = await this.#rotate(app, device, fingerprint(refreshToken));
          if (rotated) return rotated;
          break;
        }
        case 'previous':
          return this.#signedIn(app, await this.#userOf(app, device), device, null);
        case 'used up':
          await this.#signOut.end(app, device.userId, [device]);
          throw chatRefusal('refresh_token_invalid');
      }
    }
    throw tooBusy();
  }

  async renew(app: App, accessToken: string, deviceId: string | null): Promise<SignedIn> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { device } = await this.#check(app, accessToken);
      if (deviceId !== null && device.deviceId !== deviceId) {
        throw new ParleyError('unauthenticated', 'The access token is of another device.');
      }
      const rotated = await this.#rotate(app, device, device.refreshHash);
      if (rotated) return rotated;
    }
    throw tooBusy();
  }

  async verify(app: App, accessToken: string): Promise<{ identity: Identity; device: SignedInDevice }> {
    const { device, expiresAt } = await this.#check(app, accessToken);
    const identity: Identity = {
      principal: { kind: 'user', userId: device.userId, verified: true },
      grants: [],
      expiresAt,
      admission: null,
      signature: { by: deviceProof(device.id), until: null },
    };
    return { identity, device: shown(device) };
  }

  async ofRefreshToken(app: App, refreshToken: string): Promise<SignedInDevice | null> {
    const device = await this.#givenOutTo(app, refreshToken);
    return device && refreshStanding(device, refreshToken, this.#now()) !== 'used up' ? shown(device) : null;
  }

  async list(app: App, userId: string): Promise<SignedInDevice[]> {
    const now = this.#now();
    const devices = await this.#store.listOf(app.id, userId);
    return devices.filter(({ expiresAt }) => expiresAt > now).map(shown);
  }

  async end(app: App, userId: string, which: EndedDevices): Promise<number> {
    const { deviceId, id, exceptId, sparing } = which;
    const ending = (await this.#store.listOf(app.id, userId)).filter(
      (device) =>
        (deviceId === undefined || device.deviceId === deviceId) &&
        (id === undefined || device.id === id) &&
        device.id !== exceptId,
    );
    return this.#signOut.end(app, userId, ending, sparing);
  }

  async #create(
    app: App,
    { id: userId }: UserRecord,
    deviceId: string,
  ): Promise<{ device: DeviceRecord; refreshToken: string }> {
    const { runtime } = this.#parts.core;
    const now = this.#now();
    const id = runtime.ids.next();
    const refreshToken = this.#refresh.issue(app.id, id);
    const device: DeviceRecord = {
      id,
      appId: app.id,
      userId,
      deviceId,
      refreshHash: fingerprint(refreshToken),
      previousHash: null,
      createdAt: now,
      rotatedAt: now,
      answeredAt: null,
      expiresAt: now + app.settings.chat.refreshTokenMs,
    };
    try {
      await this.#store.create(device);
    } catch (error) {
      // The user was deleted while its password was checked.
      if (error instanceof ParleyError && error.code === 'not_found') throw chatRefusal('wrong_credentials');
      throw error;
    }
    return { device, refreshToken };
  }

  /** Gives a device its next refresh token, after that with the hash `previousHash`; null if somebody else did so, or ended it, since it was looked at. */
  async #rotate(app: App, device: DeviceRecord, previousHash: string): Promise<SignedIn | null> {
    const user = await this.#userOf(app, device);
    const refreshToken = this.#refresh.issue(app.id, device.id);
    const now = this.#now();
    const next = {
      refreshHash: fingerprint(refreshToken),
      previousHash,
      rotatedAt: now,
      expiresAt: now + app.settings.chat.refreshTokenMs,
    };
    if (!(await this.#store.rotate(device.id, device.refreshHash, next))) return null;
    return this.#signedIn(app, user, { ...device, ...next }, refreshToken);
  }

  async #signedIn(
    app: App,
    user: ChatUser,
    device: DeviceRecord,
    refreshToken: string | null,
  ): Promise<SignedIn> {
    const { token, expiresAt } = await this.#access.issue(app.id, user, {
      device,
      rotatedAt: refreshToken === null ? null : device.rotatedAt,
      forMs: app.settings.chat.accessTokenMs,
    });
    const refreshExpiresAt = device.expiresAt;
    return { user, accessToken: token, expiresAt, refreshToken, refreshExpiresAt, device: shown(device) };
  }

  async #check(app: App, accessToken: string): Promise<{ device: DeviceRecord; expiresAt: number }> {
    const { userId, signInId, rotatedAt, expiresAt } = await this.#access.check(app.id, accessToken);
    const device = await this.#find(app, signInId);
    if (device?.userId !== userId) {
      throw new ParleyError('unauthenticated', 'The device was signed out; sign in again.');
    }
    // Whoever has the access token has the refresh token that came with it: those before it are used up.
    if (rotatedAt === device.rotatedAt && device.answeredAt === null) {
      await this.#store.noteAnswered(device.id, rotatedAt, this.#now());
    }
    return { device, expiresAt };
  }

  async #givenOutTo(app: App, refreshToken: string): Promise<DeviceRecord | null> {
    const id = this.#refresh.signInOf(app.id, refreshToken);
    return id === null ? null : this.#find(app, id);
  }

  async #find(app: App, id: string): Promise<DeviceRecord | null> {
    const device = await this.#store.find(id);
    // It may have been ended while the database answered, and its connections closed: none may follow.
    const holds = device?.appId === app.id && device.expiresAt > this.#now() && !this.#signOut.hasEnded(id);
    return holds ? device : null;
  }

  async #userOf(app: App, device: DeviceRecord): Promise<ChatUser> {
    const user = await this.#parts.chat.users.find(app, device.userId);
    if (!user) throw chatRefusal('refresh_token_invalid');
    return user;
  }

  #now(): number {
    return this.#parts.core.runtime.clock.now();
  }
}

function shown({ id, userId, deviceId, createdAt, expiresAt }: DeviceRecord): SignedInDevice {
  return { id, userId, deviceId, createdAt, expiresAt };
}

function tooBusy(): ParleyError {
  return new ParleyError('unavailable', 'The device is being refreshed too often at once.', {
    retryAfterMs: 1000,
  });
}
