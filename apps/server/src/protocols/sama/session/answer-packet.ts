import { userIdOf } from '../../../core/access/principal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import { type ClientPacket, decodeClientPacket } from '../codec/client-packet.ts';
import { errorPacket, frameOf, responsePacket } from '../codec/server-packets.ts';
import { errorInPacket } from '../errors/error-form-of.ts';
import { designed } from '../errors/sama-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import { type OpenCall, Packet } from '../requests/request.ts';
import { ROUTES } from '../requests/routes.ts';

/** Before it is signed in, nobody needs to say more than this at once (bytes). */
const STRANGERS_BYTES = 65_536;
const MAX_ACTION = 50;

/** Does what a frame asks for. Resolves with the frame that answers it; null: none does. Never rejects. */
export async function answerPacket(
  call: OpenCall,
  data: Buffer,
  sessionNow: () => Session,
): Promise<Buffer | null> {
  if (call.client.user === null && data.length > STRANGERS_BYTES) {
    const error = new ParleyError('payload_too_large', 'Sign in before you send that much.');
    return frameOf(refusal(call, { kind: 'malformed' }, { error, session: sessionNow() }));
  }
  const packet = decodeClientPacket(data);
  try {
    const answered = await answer(call, packet);
    return answered && frameOf(answered);
  } catch (thrown) {
    return frameOf(refusal(call, packet, { error: ParleyError.from(thrown), session: sessionNow() }));
  }
}

async function answer(call: OpenCall, packet: ClientPacket): Promise<object | null> {
  if (packet.kind === 'empty') return null;
  if (packet.kind === 'malformed') throw designed('INVALID_DATA_FORMAT');
  const route = ROUTES.get(packet.name);
  if (!route) throw designed('ROUTE_NOT_FOUND');
  const answered = await route.answer(call, packet.body);
  if (answered === null) return null;
  return answered instanceof Packet ? answered.json : responsePacket(packet, answered);
}

interface Refused {
  readonly error: ParleyError;
  readonly session: Session;
}

/** Counts a refusal, shows it to whoever watches, and puts it in words. What is the server's own fault is told to it. */
function refusal({ setup, client }: OpenCall, packet: ClientPacket, { error, session }: Refused): object {
  const { core, onFailure } = setup;
  const { app, principal, id } = session;
  if (error.code === 'internal') onFailure(error.cause ?? error);
  core.stats.of(app.id).refused += 1;
  if (core.trace.watched) {
    const action = 'name' in packet ? packet.name.slice(0, MAX_ACTION) : 'frame';
    core.trace.emit({
      kind: 'refused',
      appId: app.id,
      at: core.runtime.clock.now(),
      channel: null,
      action: `${PROTOCOL}.${action}`,
      error: error.report(),
      actor: { userId: userIdOf(principal), sessionId: id, protocol: PROTOCOL },
    });
  }
  return errorPacket(packet, errorInPacket(error, client.origin.dialect));
}
