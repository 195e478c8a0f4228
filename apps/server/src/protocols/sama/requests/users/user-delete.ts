import { z } from 'zod';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

/** Deletes the user: it is signed out everywhere at once. Its messages stay. */
export const userDelete = userRequest(
  'user_delete',
  inputOf(z.strictObject({})),
  async ({ setup, client, caller }) => {
    await setup.chat.users.delete(caller);
    client.signOut();
    return SUCCESS;
  },
);
