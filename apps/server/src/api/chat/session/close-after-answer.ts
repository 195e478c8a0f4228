import { userIdOf } from '../../../core/access/principal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ApiContext } from '../../base/api-context.ts';

/**
 * Ends the connection by which a user signed itself out, once that was answered. Over HTTP there is none, and that of a backend
 * which acts for the user goes on.
 */
export function closeAfterAnswer({ core, session }: ApiContext): void {
  if (session === null || userIdOf(session.principal) === null) return;
  core.runtime.timers.soon(() => {
    if (session.ended) return;
    core.sessions.disconnect(session, new ParleyError('unauthenticated', 'The device was signed out.'));
  });
}
