import { ParleyError } from '../../../core/errors/parley-error.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_CLIENT, roomCall } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { findEntrant } from './find-entrant.ts';
import { noSuchClient, RoomRequest, requireRoomName, WHO_MAY_ASK } from './room-request.ts';

/** Takes a connected client out of a room. */
export const leaveRoom = roomCall
  .meta(
    rest.get('/users/unsubscribe/room/{rid}', ROOM_CLIENT.tag, 'Leave a room', {
      ...ROOM_CLIENT,
      aliases: [{ method: 'POST', path: '/users/unsubscribe/room/{rid}', operationId: 'roomsLeaveByPost' }],
      description: WHO_MAY_ASK,
    }),
  )
  .input(RoomRequest)
  .output(saying('Successfully unsubscribed from the given room!'))
  .mutation(({ ctx, input }) => {
    const entrant = findEntrant(ctx.api.core, ctx.actor, input.uid);
    if (!entrant) throw noSuchClient();
    requireRoomName(input.rid, 'id');
    if (!entrant.entrance.has(input.rid)) {
      throw new ParleyError('bad_request', 'You are not subscribed to the given room!');
    }
    entrant.entrance.leave(input.rid);
    return { message: 'Successfully unsubscribed from the given room!' } as const;
  });
