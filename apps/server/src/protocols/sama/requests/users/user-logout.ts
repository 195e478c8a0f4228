import { z } from 'zod';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

/** Ends the sign-in, on all of its connections, which stay open. */
export const userLogout = userRequest(
  'user_logout',
  inputOf(z.strictObject({})),
  async ({ setup, client, user }) => {
    const { app } = user.session;
    await setup.chat.devices.end(app, user.userId, { id: user.device.id });
    client.signOut();
    return SUCCESS;
  },
);
