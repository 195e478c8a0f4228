import { deviceProof } from '../../../chat/devices/device-proof.ts';
import type { SignedInDevice } from '../../../chat/devices/devices.ts';
import type { App } from '../../../core/apps/app.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { designed } from '../errors/sama-refusal.ts';
import type { SamaSetup } from '../sama-setup.ts';
import type { ProvedUser } from '../session/client.ts';
import { isOfDevice } from './device-name.ts';

/**
 * Who signed in. A connection outlives its access token, as clients expect that do not know how to bring the next one: it
 * lasts as long as the sign-in, and ends with it.
 */
export function provedUser(app: App, device: SignedInDevice): ProvedUser {
  return {
    app,
    device,
    identity: {
      principal: { kind: 'user', userId: device.userId, verified: true },
      grants: [],
      expiresAt: device.expiresAt,
      admission: null,
      signature: { by: deviceProof(device.id), until: null },
    },
  };
}

/**
 * Who an access token is of. Throws `TOKEN_EXPIRED` for one that does not hold, or is not of that device.
 *
 * @param deviceId what the client calls its device; undefined: it says nothing of it.
 */
export async function userByToken(
  { organizations, chat }: SamaSetup,
  token: string,
  deviceId: string | undefined,
): Promise<ProvedUser> {
  const app = organizations.claimedBy(token);
  if (app === null) throw designed('TOKEN_EXPIRED');
  const { device } = await chat.devices.verify(app, token).catch((error: unknown) => {
    throw expired(error);
  });
  if (deviceId !== undefined && !isOfDevice(device, deviceId)) throw designed('TOKEN_EXPIRED');
  return provedUser(app, device);
}

/** All that can be wrong with a token is told by the same word; that it could not be looked at, by another. */
export function expired(thrown: unknown): ParleyError {
  const error = ParleyError.from(thrown);
  const isItsFault = error.code === 'unauthenticated' || error.code === 'token_expired';
  return isItsFault ? designed('TOKEN_EXPIRED', error) : error;
}
