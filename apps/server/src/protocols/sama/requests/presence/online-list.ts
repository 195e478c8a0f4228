import { z } from 'zod';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST = 100;

const Body = inputOf(
  z.strictObject({
    count: z.boolean().optional(),
    idsOnly: z.boolean().optional(),
    limit: z.number().int().min(1).max(MOST).default(MOST),
    offset: z.number().int().min(0).max(10_000_000).default(0),
  }),
);

/** Who is online: how many, or their ids. Of nobody more than the id is told. */
export const onlineList = userRequest(
  'online_list',
  Body,
  async ({ setup, caller }, { count: wantsCount, limit, offset }) => {
    const { count, userIds } = setup.chat.activity.online(caller.app, { limit, offset });
    return wantsCount === true ? { count } : { users: userIds };
  },
);
