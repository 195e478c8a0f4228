import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import { ChannelName } from '../../models/names.ts';

const LONGEST_ROOM = 160;

/** Which client is to enter or leave which room. The checks have an order that clients know, so no schema makes them. */
export const RoomRequest = z.object({
  rid: z.string().meta({
    description: `A room: 1 to ${LONGEST_ROOM} characters, of which the first are \`pub-\` or \`pri-\`.`,
    examples: ['pub-news'],
  }),
  uid: z
    .string()
    .optional()
    .meta({
      description: 'The client, as it called itself when it connected.',
      examples: ['ann'],
    }),
});

/** What the REST forms say of who may ask. */
export const WHO_MAY_ASK =
  'The header `uid` names a client that is connected. The client key is shared by all clients of the app, so the request ' +
  "must come from the address of that client's connection (the app's setting `rooms.sameAddress`), or bring the client's " +
  'token, or the admin key; otherwise it is answered as if there was no such client.';

/** Throws what is wrong with a room's name. The two requests spell the first sentence in two ways, which clients know. */
export function requireRoomName(rid: string, spelling: 'ID' | 'id'): void {
  if (rid.length < 1 || rid.length > LONGEST_ROOM) {
    throw new ParleyError(
      'bad_request',
      `The room ${spelling} length should be between 1 to ${LONGEST_ROOM} characters!`,
    );
  }
  if (roomKindOf(rid) === null) throw new ParleyError('bad_request', 'The provided room type is invalid!');
  const name = ChannelName.safeParse(rid);
  if (!name.success) throw new ParleyError('bad_request', `rid: ${name.error.issues[0]?.message}`);
}

/** The answer where there is no such client, or the caller may not speak for it. */
export function noSuchClient(): ParleyError {
  return new ParleyError('not_found', 'Invalid uid!');
}
