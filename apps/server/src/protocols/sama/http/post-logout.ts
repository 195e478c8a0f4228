import type { SignedInDevice } from '../../../chat/devices/devices.ts';
import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { clearRefreshToken, refreshTokenOf } from '../auth/refresh-cookie.ts';
import { designed } from '../errors/sama-refusal.ts';
import { bearerOf, type HttpCall } from './sama-http.ts';

/** `POST /logout`: ends the sign-in of the access token, for which the refresh token must be brought as well. */
export async function postLogout(call: HttpCall): Promise<object> {
  const { devices } = call.setup.chat;
  const { app, device } = await signedInAs(call);
  const refreshToken = refreshTokenOf(call);
  const other = refreshToken === undefined ? null : await devices.ofRefreshToken(app, refreshToken);
  if (other?.id !== device.id) throw designed('INCORRECT_TOKEN');
  await devices.end(app, device.userId, { id: device.id });
  clearRefreshToken(call);
  return { success: true };
}

async function signedInAs(call: HttpCall): Promise<{ app: App; device: SignedInDevice }> {
  const { organizations, chat } = call.setup;
  const token = bearerOf(call);
  const app = token === undefined ? null : organizations.claimedBy(token);
  if (token === undefined || app === null) throw designed('MISSING_AUTH_CREDENTIALS');
  try {
    const { device } = await chat.devices.verify(app, token);
    return { app, device };
  } catch (thrown) {
    const error = ParleyError.from(thrown);
    const isItsFault = error.code === 'unauthenticated' || error.code === 'token_expired';
    throw isItsFault ? designed('MISSING_AUTH_CREDENTIALS', error) : error;
  }
}
