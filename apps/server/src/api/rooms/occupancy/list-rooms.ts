import { z } from 'zod';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { RoomUsers } from '../room-users.ts';
import { usersIn } from './rooms-of.ts';

/** The rooms that have users now, with them. */
export const listRooms = roomQuery
  .meta(
    rest.get('/rooms/users/all', ROOM_ADMIN.tag, 'List the rooms and their users', {
      ...ROOM_ADMIN,
      description: 'Rooms that have users now, by whatever protocol these came.',
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.array(RoomUsers))
  .query(({ ctx, input }) => {
    const { hub } = ctx.api.core;
    return [...hub.channelsOf(appOf(ctx, input.app).id)]
      .filter(({ name }) => roomKindOf(name) !== null)
      .map((channel) => ({ rid: channel.name, uid: usersIn(channel) }))
      .filter(({ uid }) => uid.length > 0);
  });
