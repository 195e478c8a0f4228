import { z } from 'zod';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { broadcastCommand, voiceOf } from './broadcast-command.ts';

/** Tells everybody in some rooms something. Nothing is kept. */
export const broadcastToRooms = roomMutation
  .meta(
    rest.post('/rooms/broadcast', ROOM_ADMIN.tag, 'Send a message to rooms', {
      ...ROOM_ADMIN,
      errors: ['not_found', 'payload_too_large'],
      description:
        'To each of the rooms in that order, or to none: a user in two of them gets it twice. A room that is empty, and a ' +
        'name that no room can have, reaches nobody. Nothing is kept.',
      examples: {
        request: {
          rid: ['pub-state-cache-test-3', 'pub-state-cache-test-2'],
          message: 'this is for 3 and 2',
        },
      },
    }),
  )
  .input(z.looseObject({ ...scope, rid: z.array(z.string()).max(1000), message: z.string() }))
  .output(saying('Successfully broadcasted the message to the given rooms!'))
  .mutation(({ ctx, input }) => {
    const { core, protocol } = ctx.api;
    const voice = voiceOf(ctx.actor, appOf(ctx, input.app));
    // Other channels have their own ways to be spoken on: nobody is reached by the name of a user or of an inner channel.
    const rooms = input.rid.filter((rid) => roomKindOf(rid) !== null);
    const commands = rooms.map((rid) => broadcastCommand(rid, input.message));
    core.publisher.signalAll(voice, commands, protocol);
    return { message: 'Successfully broadcasted the message to the given rooms!' } as const;
  });
