import type { Session } from '../../../core/session/session.ts';
import type { SessionRegistry } from '../../../core/session/session-registry.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';

/**
 * Ends a connection because the app wants it, and tells the client to stay away: one of this protocol by 4009, those of
 * others in their own words.
 */
export function terminate(sessions: SessionRegistry, session: Session): void {
  sessions.disconnect(
    session,
    new PusherRefusal('unauthenticated', 4009, 'You got disconnected by the app.'),
  );
}
