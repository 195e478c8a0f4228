import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomQuery } from '../room-procedures.ts';
import { roomsByUser } from './rooms-of.ts';

/** Connected users who are in no room. */
export const listOrphans = roomQuery
  .meta(rest.get('/users/orphan', ROOM_ADMIN.tag, 'List the users in no room', ROOM_ADMIN))
  .input(z.object({ ...scope }))
  .output(z.object({ uid: z.array(z.string()) }))
  .query(({ ctx, input }) => {
    const rooms = roomsByUser(ctx.api.core, appOf(ctx, input.app).id);
    return { uid: [...rooms].filter(([, entered]) => entered.size === 0).map(([uid]) => uid) };
  });
