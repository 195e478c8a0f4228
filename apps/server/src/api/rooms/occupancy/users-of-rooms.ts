import { z } from 'zod';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { RoomUsers } from '../room-users.ts';
import { usersIn } from './rooms-of.ts';

/** The users of some rooms. */
export const usersOfRooms = roomQuery
  .meta(
    rest.post('/rooms/users', ROOM_ADMIN.tag, 'List the users of rooms', {
      ...ROOM_ADMIN,
      description: 'One entry for each room asked for, in that order; an empty or unknown room has no users.',
      examples: { request: { rid: ['pub-state-cache-test-0'] } },
    }),
  )
  .input(z.looseObject({ ...scope, rid: z.array(z.string().max(255)).max(1000) }))
  .output(z.array(RoomUsers))
  .query(({ ctx, input }) => {
    const { hub } = ctx.api.core;
    const app = appOf(ctx, input.app);
    return input.rid.map((rid) => ({ rid, uid: roomKindOf(rid) ? usersIn(hub.find(app.id, rid)) : [] }));
  });
