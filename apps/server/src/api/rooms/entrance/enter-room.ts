import type { Core } from '../../../core/core.ts';
import type { Verdict } from '../../../core/effects/effects.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { rest } from '../../rest/rest.ts';
import { ROOM_CLIENT, roomCall } from '../room-procedures.ts';
import { saying } from '../saying.ts';
import { type Entrant, findEntrant } from './find-entrant.ts';
import { noSuchClient, RoomRequest, requireRoomName, WHO_MAY_ASK } from './room-request.ts';

/** Lets a connected client hear a room, and speak in it. */
export const enterRoom = roomCall
  .meta(
    rest.get('/users/subscribe/room/{rid}', ROOM_CLIENT.tag, 'Enter a room', {
      ...ROOM_CLIENT,
      aliases: [{ method: 'POST', path: '/users/subscribe/room/{rid}', operationId: 'roomsEnterByPost' }],
      description:
        `${WHO_MAY_ASK}\n\nA room whose name begins with \`pri-\` is entered with the consent of the app's backend, which is ` +
        'asked by a webhook.',
    }),
  )
  .input(RoomRequest)
  .output(saying('Successfully subscribed to the given room!'))
  .mutation(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const { rid } = input;
    const entrant = findEntrant(core, ctx.actor, input.uid);
    if (!entrant) throw noSuchClient();
    requireRoomName(rid, 'ID');
    requireMayEnter(core, entrant, rid);
    requireConsent(await consentTo(core, entrant, rid));
    try {
      // While the backend thought about it, the client may have left, entered by another request, or been banned.
      requireMayEnter(core, entrant, rid);
      await entrant.entrance.enter(rid);
    } catch (thrown) {
      // Consent is for this entry, not for a later one.
      if (!entrant.entrance.has(rid)) entrant.session.forgetConsent(rid);
      throw inRoomWords(ParleyError.from(thrown));
    }
    return { message: 'Successfully subscribed to the given room!' } as const;
  });

function requireMayEnter(core: Core, { session, uid, entrance }: Entrant, rid: string): void {
  if (session.ended) throw noSuchClient();
  if (entrance.has(rid)) throw alreadyThere();
  if (core.moderation.find('ban', session.app.id, uid, rid)) throw bannedThere();
}

async function consentTo(core: Core, { session }: Entrant, rid: string): Promise<Verdict> {
  try {
    return await core.admission.ask(session, rid);
  } catch (thrown) {
    throw inRoomWords(ParleyError.from(thrown));
  }
}

function requireConsent(verdict: Verdict): void {
  switch (verdict) {
    case 'admitted':
      return;
    case 'unasked':
      throw new ParleyError(
        'forbidden',
        'The ON_VERIFICATION_REQUEST webhook must be enabled to activate private rooms!',
        { fix: 'Set up a webhook that takes the verification event: POST /api/v1/webhooks.' },
      );
    case 'refused':
      throw new ParleyError('forbidden', 'You are not allowed to access this private room!', {
        fix: 'The webhook of the app has to answer 200 for this user and room.',
      });
  }
}

/** The same refusal as clients of rooms know it, where they know it. */
function inRoomWords(refusal: ParleyError): ParleyError {
  switch (refusal.code) {
    case 'conflict':
      return alreadyThere();
    case 'banned':
      return bannedThere();
    // It is the client's connection that is going, not the server.
    case 'draining':
      return noSuchClient();
    default:
      return refusal;
  }
}

function alreadyThere(): ParleyError {
  return new ParleyError('bad_request', 'You are already subscribed to the given room!');
}

function bannedThere(): ParleyError {
  return new ParleyError('banned', 'You have been banned from this room!');
}
