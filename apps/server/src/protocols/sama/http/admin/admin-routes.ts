import type { AdminRoute } from './admin-call.ts';
import { createOrganization } from './create-organization.ts';
import { MESSAGE_ROUTES } from './message-routes.ts';
import { onlineUsers } from './online-users.ts';
import { serverStats } from './server-stats.ts';

/** What backends may call. */
export const ADMIN_ROUTES: readonly AdminRoute[] = [
  createOrganization,
  onlineUsers,
  serverStats,
  ...MESSAGE_ROUTES,
];
