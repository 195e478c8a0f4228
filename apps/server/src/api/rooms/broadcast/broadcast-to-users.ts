import { z } from 'zod';
import { BROADCAST_CHANNEL } from '../../../core/rules/built-in-rules.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_ADMIN, roomMutation } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { broadcastCommand, voiceOf } from './broadcast-command.ts';

/** Tells some users something, each for itself. Nothing is kept. */
export const broadcastToUsers = roomMutation
  .meta(
    rest.post('/connections/broadcast', ROOM_ADMIN.tag, 'Send a message to users', {
      ...ROOM_ADMIN,
      aliases: [{ method: 'POST', path: '/users/broadcast', operationId: 'roomsBroadcastUsersByOtherName' }],
      errors: ['not_found', 'payload_too_large'],
      description:
        'To each of the users in that order, or to none. Who is not connected, or does not listen to broadcasts, is ' +
        'passed over. Nothing is kept.',
      examples: { request: { uid: ['test', 'test2'], message: 'this is for test and test2' } },
    }),
  )
  .input(z.looseObject({ ...scope, uid: z.array(z.string()).max(1000), message: z.string() }))
  .output(saying('Successfully broadcasted the message to the given connections!'))
  .mutation(({ ctx, input }) => {
    const { core, protocol } = ctx.api;
    const voice = voiceOf(ctx.actor, appOf(ctx, input.app));
    const commands = input.uid.map((uid) => broadcastCommand(BROADCAST_CHANNEL, input.message, uid));
    core.publisher.signalAll(voice, commands, protocol);
    return { message: 'Successfully broadcasted the message to the given connections!' } as const;
  });
