import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { UserRooms } from '../room-users.ts';
import { roomsByUser } from './rooms-of.ts';

/** Every user who is in a room, with its rooms. */
export const listSubscriptions = roomQuery
  .meta(rest.get('/users/subscriptions/all', ROOM_ADMIN.tag, 'List the users and their rooms', ROOM_ADMIN))
  .input(z.object({ ...scope }))
  .output(z.array(UserRooms))
  .query(({ ctx, input }) => {
    const rooms = roomsByUser(ctx.api.core, appOf(ctx, input.app).id);
    return [...rooms]
      .filter(([, entered]) => entered.size > 0)
      .map(([uid, entered]) => ({ uid, rid: [...entered] }));
  });
