import { adminRouter } from './admin/admin-router.ts';
import { router } from './base/trpc.ts';
import { channelsRouter } from './channels/channels-router.ts';
import { chatRouter } from './chat/chat-router.ts';
import { dashboardRouter } from './dashboard/dashboard-router.ts';
import { roomsRouter } from './rooms/rooms-router.ts';
import { sessionRouter } from './session/session-router.ts';

/** The native API: served over tRPC (HTTP and WebSocket) and, where a procedure has a route, over REST. */
export const appRouter = router({
  channels: channelsRouter,
  session: sessionRouter,
  admin: adminRouter,
  dashboard: dashboardRouter,
  rooms: roomsRouter,
  chat: chatRouter,
});

export type AppRouter = typeof appRouter;
