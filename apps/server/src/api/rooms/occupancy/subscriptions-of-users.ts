import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { UserRooms } from '../room-users.ts';
import { roomsOfUser } from './rooms-of.ts';

/** The rooms of some users. */
export const subscriptionsOfUsers = roomQuery
  .meta(
    rest.post('/users/subscriptions', ROOM_ADMIN.tag, 'List the rooms of users', {
      ...ROOM_ADMIN,
      description: 'One entry for each user asked for, in that order; who is not connected is in no room.',
      examples: { request: { uid: ['ann'] } },
    }),
  )
  .input(z.looseObject({ ...scope, uid: z.array(z.string().max(255)).max(1000) }))
  .output(z.array(UserRooms))
  .query(({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    return input.uid.map((uid) => ({ uid, rid: [...roomsOfUser(ctx.api.core, app.id, uid)] }));
  });
