import { z } from 'zod';
import { newDeviceName } from '../../auth/device-name.ts';
import { provedUser, userByToken } from '../../auth/proved-user.ts';
import { userObjects } from '../../codec/user-objects.ts';
import { designed } from '../../errors/sama-refusal.ts';
import type { ProvedUser } from '../../session/client.ts';
import { DeviceId, Id, text } from '../field.ts';
import { inputOf, plain } from '../input.ts';
import { type OpenCall, openRequest } from '../request.ts';

const MAX_TOKEN = 16_384;
const MAX_SECRET = 255;

/** Whatever else stands in it is passed over: clients of all ages send this. */
const Body = inputOf(
  z.object({
    organization_id: Id.optional(),
    login: text(1, MAX_SECRET).optional(),
    password: text(1, MAX_SECRET).optional(),
    token: text(1, MAX_TOKEN).optional(),
    device_id: DeviceId.optional(),
  }),
  {
    organization_id: 'ORG_NOT_FOUND',
    login: 'USER_LOGIN_OR_PASS',
    password: 'USER_LOGIN_OR_PASS',
    token: 'TOKEN_EXPIRED',
    device_id: 'DEVICE_ID_MISSED',
  },
  {
    rules: [
      ({ login, token }) =>
        login !== undefined && token !== undefined ? plain('"login" and "token" exclude each other') : null,
      ({ login, password, token }) =>
        token === undefined && (login === undefined || password === undefined) ? 'USER_LOGIN_OR_PASS' : null,
      ({ token, device_id }) => (token === undefined && device_id === undefined ? 'DEVICE_ID_MISSED' : null),
    ],
  },
);

type Credentials = ReturnType<typeof Body.parse>;

/** Signs the connection in, by login and password or by an access token. Clients of today do that over HTTP. */
export const userLogin = openRequest('user_login', Body, async (call, input) => {
  const { setup, client } = call;
  const { proved, token } = await signInBy(call, input);
  const { app, device } = proved;
  const user = await setup.chat.users.find(app, device.userId);
  if (!user) throw designed('TOKEN_EXPIRED');
  const { serverOrigin } = client.origin;
  const [shown] = await userObjects(setup, [user], { app, userId: user.id, serverOrigin });
  client.signIn(proved);
  return { user: shown, token };
});

async function signInBy(
  { setup, client }: OpenCall,
  { organization_id, login, password, token, device_id }: Credentials,
): Promise<{ proved: ProvedUser; token: string }> {
  const { organizations, chat, core } = setup;
  if (token !== undefined) return { proved: await userByToken(setup, token, device_id), token };
  const app = organizations.find(organization_id);
  if (login === undefined || password === undefined || device_id === undefined) {
    throw designed('USER_LOGIN_OR_PASS');
  }
  const deviceId = newDeviceName(device_id, core.runtime.ids);
  const { address } = client.origin;
  const { device, accessToken } = await chat.devices.signIn(app, login, password, { deviceId, address });
  return { proved: provedUser(app, device), token: accessToken };
}
