import type { Sight } from '../event/readership.ts';
import type { Actor } from './actor.ts';
import { identityOn } from './user-id-on.ts';

const ALL: Sight = 'all';
const NOBODY: Sight = { provedUserId: null };

/**
 * Whose eyes somebody reads a channel with: backends and operators see everything, everybody else what is for who it proved
 * to be. Who merely claims to be a user is nobody here.
 */
export function sightOn(actor: Pick<Actor, 'grants' | 'principal'>, channel: string): Sight {
  const { kind } = actor.principal;
  if (kind === 'admin' || kind === 'operator') return ALL;
  const { userId, claimed } = identityOn(actor, channel);
  return claimed || userId === null ? NOBODY : { provedUserId: userId };
}
