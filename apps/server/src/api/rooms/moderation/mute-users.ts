import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf, nameOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { MessagingAction } from './messaging-action.ts';
import { keysOf, Places } from './sanction-lists.ts';

const DISABLED = 'Messaging successfully disabled for the given users in the given rooms!';
const ENABLED = 'Messaging successfully enabled for the given users in the given rooms!';

/** Keeps users from speaking in rooms or in the whole app, or lets them speak again; all of it or none. */
export const muteUsers = roomMutation
  .meta(
    rest.post('/rooms/messaging/{action}', ROOM_ADMIN.tag, 'Mute users, or let them speak', {
      ...ROOM_ADMIN,
      body: 'rooms',
      description:
        'Survives that a user is away and a room empty. The whole app and each room stand for themselves: to enable one ' +
        'leaves the others as they are.',
      examples: {
        request: [
          { rid: 'global', uid: ['test', 'test2', 'test3'] },
          { rid: 'pub-state-cache-test-2', uid: ['test', 'test2'] },
        ],
      },
    }),
  )
  .input(z.object({ ...scope, action: MessagingAction, rooms: Places }))
  .output(saying(DISABLED, ENABLED))
  .mutation(async ({ ctx, input }) => {
    const { moderation } = ctx.api.core;
    const app = appOf(ctx, input.app);
    const keys = keysOf({ kind: 'mute', app }, input.rooms);
    if (input.action === 'enable') {
      await moderation.lift(keys);
      return { message: ENABLED } as const;
    }
    await moderation.impose(
      keys.map((key) => ({ ...key, reason: '', author: nameOf(ctx.actor), expiresAt: null })),
    );
    return { message: DISABLED } as const;
  });
