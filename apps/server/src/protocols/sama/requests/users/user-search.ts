import { z } from 'zod';
import { userObjects } from '../../codec/user-objects.ts';
import { Id, Limit, Moments, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST_IGNORED = 999;

const Body = inputOf(
  z.strictObject({
    keyword: text(1, 255),
    limit: Limit.optional(),
    updated_at: Moments.omit({ lt: true }).optional(),
    ignore_ids: z.array(Id).max(MOST_IGNORED).optional(),
  }),
);

/** Users by a part of their login or names. Of others their e-mail and phone are not told. */
export const userSearch = userRequest('user_search', Body, async ({ setup, client, caller }, input) => {
  const { app, userId } = caller;
  const { pageSize } = app.settings.chat;
  const users = await setup.chat.users.search(caller, {
    keyword: input.keyword,
    limit: Math.min(input.limit ?? pageSize, pageSize),
    updatedAfter: input.updated_at?.gt,
    ignoreIds: input.ignore_ids,
  });
  return {
    users: await userObjects(setup, users, { app, userId, serverOrigin: client.origin.serverOrigin }),
  };
});
