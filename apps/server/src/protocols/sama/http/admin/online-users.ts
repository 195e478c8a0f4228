import { z } from 'zod';
import { inputOf } from '../../requests/input.ts';
import { type AdminRoute, OrganizationField, organizationOf } from './admin-call.ts';

const MOST = 100;

const Body = inputOf(
  z.object({
    organizationId: OrganizationField,
    count: z.boolean().optional(),
    limit: z.number().int().min(1).max(MOST).default(MOST),
    offset: z.number().int().min(0).max(10_000_000).default(0),
  }),
  { organizationId: 'ORG_NOT_FOUND' },
);

/** Who is online in an organization: how many, or their ids. */
export const onlineUsers: AdminRoute = {
  method: 'POST',
  path: '/admin/activity/online',
  async answer(call, body) {
    const { organizationId, count: wantsCount, limit, offset } = Body.parse(body);
    const app = organizationOf(call, organizationId);
    const { count, userIds } = call.setup.chat.activity.online(app, { limit, offset });
    return wantsCount === true ? { count } : { users: userIds };
  },
};
