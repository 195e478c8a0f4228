import { z } from 'zod';
import { isBackend } from '../../../core/access/principal.ts';
import { sightOn } from '../../../core/access/sight-on.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { roomKindOf } from '../../../core/rules/room-name.ts';
import type { StoredEvent } from '../../../core/store/event-store.ts';
import { scope } from '../../admin/scope.ts';
import { appOf } from '../../base/trpc.ts';
import { ChannelName } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { findEntrant } from '../entrance/find-entrant.ts';
import { ROOM_CLIENT, roomCall } from '../room-procedures.ts';
import { limitOf, offsetOf, PageFields } from './page-of-room.ts';

const RoomMessage = z
  .object({
    timestamp: z.string().meta({ description: 'Milliseconds since 1970-01-01 UTC, in digits.' }),
    message: z
      .string()
      .meta({ description: 'The message; as JSON if it was published as something else than a text.' }),
    uid: z.string().meta({ description: 'Who sent it; empty if it was the backend.' }),
  })
  .meta({ id: 'RoomMessage' });

/** The newest messages of a cache room. With a client key only for who is in it. */
export const readRoomMessages = roomCall
  .meta(
    rest.get('/messages/room/{rid}', ROOM_CLIENT.tag, 'Read the messages of a cache room', {
      ...ROOM_CLIENT,
      security: ['adminKey', 'roomKey', 'session'],
      aliases: [{ method: 'GET', path: '/messages/room', operationId: 'roomsMessagesByQuery' }],
      errors: ['not_found'],
      description:
        'Newest first, as they stand now. Other rooms than cache rooms keep nothing for this. By the client key only a ' +
        'client that is in the room reads it: the header `uid` says which, and the request comes from its address or brings ' +
        'its token.',
    }),
  )
  .input(
    z.object({
      ...scope,
      ...PageFields,
      rid: ChannelName,
      uid: z.string().optional().meta({ description: 'Needed with a client key: who reads.' }),
    }),
  )
  .output(z.array(RoomMessage))
  .query(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const { rid } = input;
    const app = appOf(ctx, input.app);
    const { principal } = ctx.actor;
    if (principal.kind !== 'operator' && !isBackend(principal)) {
      const entrant = findEntrant(core, ctx.actor, input.uid);
      const mayRead = entrant?.entrance.has(rid) && core.access.allows(entrant.session, rid, 'history');
      if (!mayRead) {
        throw new ParleyError('forbidden', 'Access denied!', {
          fix: 'Name a member of the room in the uid header, or use the admin key.',
        });
      }
    }
    const limit = limitOf(input.limit);
    if (limit === 0 || !roomKindOf(rid)?.isCache) return [];
    const skip = offsetOf(input.offset);
    const page = await core.logs.of(app.id, rid).history(app.id, rid, {
      order: 'newest',
      limit,
      skip,
      includeDeleted: false,
      sight: sightOn(ctx.actor, rid),
    });
    return page.events.map(roomMessage);
  });

function roomMessage({ at, body, edit, userId }: StoredEvent): z.infer<typeof RoomMessage> {
  const shown = edit?.body ?? body;
  const value = shown?.value();
  const message = typeof value === 'string' ? value : (shown?.asJson() ?? '');
  return { timestamp: String(at), message, uid: userId ?? '' };
}
