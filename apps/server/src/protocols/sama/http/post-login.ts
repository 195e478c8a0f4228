import { z } from 'zod';
import type { SignedIn } from '../../../chat/devices/devices.ts';
import type { App } from '../../../core/apps/app.ts';
import { isOfDevice, newDeviceName } from '../auth/device-name.ts';
import { expired, userByToken } from '../auth/proved-user.ts';
import { refreshTokenOf, setRefreshToken } from '../auth/refresh-cookie.ts';
import { userObjects } from '../codec/user-objects.ts';
import { designed } from '../errors/sama-refusal.ts';
import { DeviceId, Id, text } from '../requests/field.ts';
import { inputOf } from '../requests/input.ts';
import { bearerOf, bodyOf, type HttpCall } from './sama-http.ts';

const MAX_SECRET = 255;

const Body = inputOf(
  z.object({
    device_id: DeviceId,
    organization_id: Id.optional(),
    login: text(0, MAX_SECRET).nullish(),
    password: text(0, MAX_SECRET).nullish(),
  }),
  {
    device_id: 'DEVICE_ID_MISSED',
    organization_id: 'ORG_NOT_FOUND',
    login: 'USER_LOGIN_OR_PASS',
    password: 'USER_LOGIN_OR_PASS',
  },
);

type Input = ReturnType<typeof Body.parse>;

/**
 * `POST /login`: by login and password, or else by the access token in the header, or else by the refresh token in the
 * cookie. A new refresh cookie comes with every answer, but for the second of two tabs that asked at once.
 */
export async function postLogin(call: HttpCall): Promise<object> {
  const { setup, request, reply, originOf } = call;
  const input = Body.parse(bodyOf(call));
  const app = setup.organizations.find(input.organization_id);
  const signedIn = await signInBy(call, app, input);
  const { user, accessToken, expiresAt, refreshToken, refreshExpiresAt } = signedIn;
  if (refreshToken !== null) setRefreshToken(call, refreshToken, refreshExpiresAt);
  const beholder = { app, userId: user.id, serverOrigin: originOf(request.raw) };
  const [shown] = await userObjects(setup, [user], beholder);
  reply.header('cache-control', 'no-store');
  return { user: shown, access_token: accessToken, expired_at: expiresAt };
}

function signInBy(call: HttpCall, app: App, input: Input): Promise<SignedIn> {
  const { setup, request } = call;
  const { login, password, device_id: named } = input;
  if (login && password) {
    const deviceId = newDeviceName(named, setup.core.runtime.ids);
    return setup.chat.devices.signIn(app, login, password, { deviceId, address: request.ip });
  }
  const token = bearerOf(call);
  if (token !== undefined && setup.organizations.claimedBy(token) !== null) {
    return byAccessToken(call, app, { token, named });
  }
  const refreshToken = token ?? refreshTokenOf(call);
  if (refreshToken === undefined) throw designed('MISSING_AUTH_CREDENTIALS');
  return byRefreshToken(call, app, { token: refreshToken, named });
}

interface Brought {
  readonly token: string;
  /** What the client calls its device. */
  readonly named: string;
}

async function byAccessToken({ setup }: HttpCall, app: App, { token, named }: Brought): Promise<SignedIn> {
  const proved = await userByToken(setup, token, named);
  if (proved.app !== app) throw designed('TOKEN_EXPIRED');
  try {
    return await setup.chat.devices.renew(app, token, null);
  } catch (error) {
    throw expired(error);
  }
}

async function byRefreshToken({ setup }: HttpCall, app: App, { token, named }: Brought): Promise<SignedIn> {
  const { devices } = setup.chat;
  try {
    const device = await devices.ofRefreshToken(app, token);
    if (device && !isOfDevice(device, named)) throw designed('TOKEN_EXPIRED');
    return await devices.refresh(app, token, null);
  } catch (error) {
    throw expired(error);
  }
}
