import type { AdminRoute } from './admin-call.ts';

/** How the app of the key fares: since when the server runs (s), who is online, and how much was said. */
export const serverStats: AdminRoute = {
  method: 'GET',
  path: '/admin/server-stats',
  async answer({ keyApp, setup }) {
    const { core, chat } = setup;
    const { published, delivered } = core.stats.of(keyApp.id);
    return {
      uptime: Math.floor(process.uptime()),
      online_users: chat.activity.online(keyApp, { limit: 1, offset: 0 }).count,
      messages: published,
      messages_delivered: delivered,
    };
  },
};
