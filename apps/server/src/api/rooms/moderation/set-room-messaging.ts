import { z } from 'zod';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { MessagingAction } from './messaging-action.ts';

const ENABLED = 'Messaging successfully enabled for everyone!';
const DISABLED = 'Messaging successfully disabled for everyone!';

/** The messaging switch of the app. */
export const setRoomMessaging = roomMutation
  .meta(
    rest.put('/server/messaging/{action}', ROOM_ADMIN.tag, 'Set the messaging switch for everyone', {
      ...ROOM_ADMIN,
      aliases: [{ method: 'GET', path: '/server/messaging/{action}', operationId: 'roomsSetMessagingByGet' }],
      description:
        'The switch of `PUT /messaging`. Off, no client of the app can speak; its backend still can, and rooms can be entered.',
    }),
  )
  .input(z.object({ ...scope, action: MessagingAction }))
  .output(saying(ENABLED, DISABLED))
  .mutation(async ({ ctx, input }) => {
    const messagingEnabled = input.action === 'enable';
    await ctx.api.core.apps.update(appOf(ctx, input.app).id, {
      settingsOf: (now) => ({ ...now, messagingEnabled }),
    });
    return { message: messagingEnabled ? ENABLED : DISABLED };
  });
