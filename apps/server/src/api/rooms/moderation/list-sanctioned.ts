import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { RoomUsers } from '../room-users.ts';
import { byRoom } from './sanction-lists.ts';

/** Who is banned, and where. */
export const listBanned = roomQuery
  .meta(rest.get('/users/banned', ROOM_ADMIN.tag, 'List the banned users', ROOM_ADMIN))
  .input(z.object({ ...scope }))
  .output(z.array(RoomUsers))
  .query(({ ctx, input }) => {
    const appId = appOf(ctx, input.app).id;
    return byRoom(ctx.api.core.moderation.list({ kind: 'ban', appId }));
  });

/** Who is muted, and where. */
export const listMuted = roomQuery
  .meta(rest.get('/users/messaging/disabled', ROOM_ADMIN.tag, 'List the muted users', ROOM_ADMIN))
  .input(z.object({ ...scope }))
  .output(z.array(RoomUsers))
  .query(({ ctx, input }) => {
    const appId = appOf(ctx, input.app).id;
    return byRoom(ctx.api.core.moderation.list({ kind: 'mute', appId }));
  });
