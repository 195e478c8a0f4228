import { z } from 'zod';
import { userByToken } from '../../auth/proved-user.ts';
import { DeviceId, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { openRequest, SUCCESS } from '../request.ts';

const MAX_TOKEN = 16_384;

const Body = inputOf(z.strictObject({ token: text(1, MAX_TOKEN), device_id: DeviceId }), {
  token: 'TOKEN_EXPIRED',
  device_id: 'DEVICE_ID_MISSED',
});

/** Signs the connection in by an access token that its client got over HTTP. */
export const connect = openRequest('connect', Body, async ({ setup, client }, { token, device_id }) => {
  client.signIn(await userByToken(setup, token, device_id));
  return SUCCESS;
});
