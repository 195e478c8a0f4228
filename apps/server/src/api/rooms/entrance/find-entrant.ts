import type { Actor } from '../../../core/access/actor.ts';
import { isBackend } from '../../../core/access/principal.ts';
import type { Core } from '../../../core/core.ts';
import { networkOf } from '../../../core/limits/network-of.ts';
import type { Entrance, Session } from '../../../core/session/session.ts';

/** A connected client that enters rooms by requests beside its connection. */
export interface Entrant {
  readonly session: Session;
  readonly uid: string;
  readonly entrance: Entrance;
}

/**
 * The client of this name that the caller may speak for; null: none. The client key alone is shared by all clients of an
 * app, and so proves nothing of who calls: the request must come from where the client's connection does, unless the app
 * says otherwise. Or it brings a token of that user, or the admin key.
 */
export function findEntrant(core: Core, actor: Actor, uid: string | undefined): Entrant | null {
  if (uid === undefined) return null;
  for (const session of core.sessions.ofUser(actor.app.id, uid)) {
    const { entrance } = session.link;
    if (entrance && maySpeakFor(actor, session, uid)) return { session, uid, entrance };
  }
  return null;
}

function maySpeakFor(actor: Actor, session: Session, uid: string): boolean {
  const { principal } = actor;
  if (isBackend(principal)) return true;
  if (principal.kind === 'user') return principal.verified && principal.userId === uid;
  if (principal.kind !== 'anonymous') return false;
  // Of an IPv6 network the system picks another address for each connection.
  return !actor.app.settings.rooms.sameAddress || networkOf(session.address) === networkOf(actor.address);
}
