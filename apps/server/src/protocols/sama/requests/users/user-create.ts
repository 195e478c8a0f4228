import { z } from 'zod';
import { userObjects } from '../../codec/user-objects.ts';
import { DeviceId, Id, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { openRequest } from '../request.ts';

const NAME_OR_PASSWORD = 'USER_LOGIN_OR_PASS';

/** E-mails are whatever they are: the web client sends its login as one. */
const Body = inputOf(
  z.strictObject({
    organization_id: Id.optional(),
    login: text(3, 40),
    password: text(3, 40),
    email: text(1, 255).optional(),
    phone: text(3, 15).optional(),
    device_id: DeviceId.optional(),
  }),
  { organization_id: 'ORG_NOT_FOUND', login: NAME_OR_PASSWORD, password: NAME_OR_PASSWORD },
);

/** Registers a user, who is not signed in by it. */
export const userCreate = openRequest('user_create', Body, async ({ setup, client }, input) => {
  const { organization_id, login, password, email, phone } = input;
  const app = setup.organizations.find(organization_id);
  const { address, serverOrigin } = client.origin;
  const user = await setup.chat.users.register(app, { login, password, email, phone }, address);
  const [shown] = await userObjects(setup, [user], { app, userId: user.id, serverOrigin });
  return { user: shown };
});
