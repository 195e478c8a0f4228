import { z } from 'zod';
import { userObjects } from '../../codec/user-objects.ts';
import { bare, inputOf, plain } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST = 100;

/** What is no id is that of nobody. */
const Body = inputOf(z.strictObject({ ids: z.array(z.unknown()).min(1).max(MOST) }), {
  ids: (value) => {
    if (!Array.isArray(value))
      return plain(value === undefined ? '"ids" is required' : '"ids" must be an array');
    return value.length === 0
      ? bare('"ids" must contain at least 1 items')
      : plain(`"ids" must contain less than or equal to ${MOST} items`);
  },
});

/** Users by their ids, the newest first. Those that nobody has are passed over. */
export const getUsersByIds = userRequest(
  'get_users_by_ids',
  Body,
  async ({ setup, client, caller }, { ids }) => {
    const { app, userId } = caller;
    const users = await setup.chat.users.list(
      app,
      ids.filter((id) => typeof id === 'string'),
    );
    const { serverOrigin } = client.origin;
    return { users: await userObjects(setup, users, { app, userId, serverOrigin }) };
  },
);
