import { z } from 'zod';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

/** The connection follows nobody's coming and going any more. */
export const userLastActivityUnsubscribe = userRequest(
  'user_last_activity_unsubscribe',
  inputOf(z.object({})),
  async ({ user }) => {
    user.watch(null);
    return SUCCESS;
  },
);
