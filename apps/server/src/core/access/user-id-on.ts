import type { Actor } from './actor.ts';
import { userIdOf } from './principal.ts';

/** Who somebody is on a channel: whom a grant for it names, or else the user that the whole connection is. */
export function userIdOn(actor: Pick<Actor, 'grants' | 'principal'>, channel: string): string | null {
  for (const { userId, pattern } of actor.grants) {
    if (userId !== undefined && pattern.matches(channel)) return userId;
  }
  return userIdOf(actor.principal);
}
