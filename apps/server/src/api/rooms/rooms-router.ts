import { router } from '../base/trpc.ts';
import { broadcastToEveryone } from './broadcast/broadcast-to-everyone.ts';
import { broadcastToRooms } from './broadcast/broadcast-to-rooms.ts';
import { broadcastToUsers } from './broadcast/broadcast-to-users.ts';
import { enterRoom } from './entrance/enter-room.ts';
import { leaveRoom } from './entrance/leave-room.ts';
import { metrics } from './figures/metrics.ts';
import { ping } from './figures/ping.ts';
import { syncMirror } from './figures/sync-mirror.ts';
import { readRoomMessages } from './messages/read-room-messages.ts';
import { truncateRooms } from './messages/truncate-rooms.ts';
import { banUsers } from './moderation/ban-users.ts';
import { listBanned, listMuted } from './moderation/list-sanctioned.ts';
import { muteUsers } from './moderation/mute-users.ts';
import { setRoomMessaging } from './moderation/set-room-messaging.ts';
import { unbanUsers } from './moderation/unban-users.ts';
import { listOrphans } from './occupancy/list-orphans.ts';
import { listRooms } from './occupancy/list-rooms.ts';
import { listSubscriptions } from './occupancy/list-subscriptions.ts';
import { subscriptionsOfUsers } from './occupancy/subscriptions-of-users.ts';
import { usersOfRooms } from './occupancy/users-of-rooms.ts';

/** Rooms, administered by the app's backend, and entered by clients by requests beside their connections. */
export const roomsRouter = router({
  ping,
  metrics,
  syncMirror,
  list: listRooms,
  usersOf: usersOfRooms,
  orphans: listOrphans,
  subscriptions: listSubscriptions,
  subscriptionsOf: subscriptionsOfUsers,
  broadcast: broadcastToEveryone,
  broadcastToRooms,
  broadcastToUsers,
  ban: banUsers,
  unban: unbanUsers,
  banned: listBanned,
  mute: muteUsers,
  muted: listMuted,
  setMessaging: setRoomMessaging,
  messages: readRoomMessages,
  truncate: truncateRooms,
  enter: enterRoom,
  leave: leaveRoom,
});
