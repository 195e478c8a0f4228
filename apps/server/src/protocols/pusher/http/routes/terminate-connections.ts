import { UserId } from '../../../../api/models/names.ts';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Answer, Call } from '../call.ts';
import { parseInput } from '../parse-input.ts';

/**
 * `POST /apps/{id}/users/{user}/terminate_connections`: ends every connection of a user, by whatever protocol it came.
 * Clients are told not to come back by themselves.
 */
export function terminateConnections({ core, app, subject }: Call): Answer {
  const userId = parseInput(UserId, subject);
  const reason = new ParleyError('unauthenticated', 'The connection was terminated by the app.');
  for (const session of [...core.sessions.ofUser(app.id, userId)]) core.sessions.disconnect(session, reason);
  return {};
}
