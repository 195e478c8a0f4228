import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf, nameOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { BanPlaces, keysOf } from './sanction-lists.ts';

/** Bans users from rooms, or from the app; all of it or none. In force at once, on live connections too. */
export const banUsers = roomMutation
  .meta(
    rest.post('/rooms/users/ban', ROOM_ADMIN.tag, 'Ban users', {
      ...ROOM_ADMIN,
      body: 'rooms',
      description:
        'Without an end, and also where nobody is. Who is banned from a room leaves it, is told so, and stays connected; who ' +
        'is banned from the app is disconnected. One name that is no room, or anything else that is wrong, and nobody is ' +
        'banned.',
      examples: { request: [{ rid: 'global', uid: ['test', 'test2', 'test3'] }] },
    }),
  )
  .input(z.object({ ...scope, rooms: BanPlaces }))
  .output(saying('Given users are successfully banned from the given rooms!'))
  .mutation(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const app = appOf(ctx, input.app);
    const keys = keysOf({ kind: 'ban', app }, input.rooms);
    await core.moderation.impose(
      keys.map((key) => ({ ...key, reason: '', author: nameOf(ctx.actor), expiresAt: null })),
    );
    for (const user of new Set(keys.map(({ userId }) => userId))) core.sessions.enforceBan(app.id, user);
    return { message: 'Given users are successfully banned from the given rooms!' } as const;
  });
