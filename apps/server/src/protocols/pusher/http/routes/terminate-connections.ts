import { UserId } from '../../../../api/models/names.ts';
import { terminate } from '../../session/terminate.ts';
import type { Answer, Call } from '../call.ts';
import { parseInput } from '../parse-input.ts';

/** `POST /apps/{id}/users/{user}/terminate_connections`: ends all connections of a user, by whatever protocol they came. */
export function terminateConnections({ core, app, subject }: Call): Answer {
  const userId = parseInput(UserId, subject);
  for (const session of [...core.sessions.ofUser(app.id, userId)]) terminate(core.sessions, session);
  return {};
}
