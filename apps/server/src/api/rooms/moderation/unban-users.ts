import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { keysOf, Places } from './sanction-lists.ts';

/** Lifts bans. Nobody enters a room by that. */
export const unbanUsers = roomMutation
  .meta(
    rest.post('/rooms/users/unban', ROOM_ADMIN.tag, 'Lift bans', {
      ...ROOM_ADMIN,
      body: 'rooms',
      description: 'Who is not banned there is passed over. Nobody enters a room by that.',
      examples: { request: [{ rid: 'global', uid: ['test', 'test2', 'test3'] }] },
    }),
  )
  .input(z.object({ ...scope, rooms: Places }))
  .output(saying('Given users are successfully unbanned from the given rooms!'))
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    await ctx.api.core.moderation.lift(keysOf({ kind: 'ban', app }, input.rooms));
    return { message: 'Given users are successfully unbanned from the given rooms!' } as const;
  });
