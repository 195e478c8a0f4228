import { z } from 'zod';
import { BROADCAST_CHANNEL } from '../../../core/rules/built-in-rules.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { broadcastCommand, voiceOf } from './broadcast-command.ts';

/** Tells every client something, whatever rooms it is in. Nothing is kept. */
export const broadcastToEveryone = roomMutation
  .meta(
    rest.post('/broadcast', ROOM_ADMIN.tag, 'Send a message to every client', {
      ...ROOM_ADMIN,
      errors: ['not_found', 'payload_too_large'],
      description:
        'Reaches all clients that listen to broadcasts now: those of rooms do by themselves, others follow the channel ' +
        '`#broadcast`. Nothing is kept.',
      examples: { request: { message: 'hello friends!' } },
    }),
  )
  .input(z.looseObject({ ...scope, message: z.string() }))
  .output(saying('Successfully broadcasted the message to everyone on the server!'))
  .mutation(({ ctx, input }) => {
    const { core, protocol } = ctx.api;
    const voice = voiceOf(ctx.actor, appOf(ctx, input.app));
    core.publisher.signal(voice, broadcastCommand(BROADCAST_CHANNEL, input.message), protocol);
    return { message: 'Successfully broadcasted the message to everyone on the server!' } as const;
  });
