import type { Session } from '../../../core/session/session.ts';
import type { SessionRegistry } from '../../../core/session/session-registry.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';

/**
 * Ends a connection because the app wants it. A client of this protocol gets 4009 and stays away; those of others are told in
 * their own words.
 */
export function terminate(sessions: SessionRegistry, session: Session): void {
  sessions.disconnect(session, new PusherRefusal('kicked', 4009, 'You got disconnected by the app.'));
}
