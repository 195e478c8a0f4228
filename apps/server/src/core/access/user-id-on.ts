import type { Actor } from './actor.ts';
import { userIdOf } from './principal.ts';

type Somebody = Pick<Actor, 'grants' | 'principal'>;

/** Who somebody is on a channel: whom a grant for it names, or else the user that the whole connection is. */
export function userIdOn(actor: Somebody, channel: string): string | null {
  return grantedIdOn(actor, channel) ?? userIdOf(actor.principal);
}

/** The same, as an event names its sender: with what tells a user that was proved from one that was merely claimed. */
export function identityOn(
  actor: Somebody,
  channel: string,
): { readonly userId: string | null; readonly claimed?: true } {
  const granted = grantedIdOn(actor, channel);
  if (granted !== null) return { userId: granted };
  const { principal } = actor;
  const userId = userIdOf(principal);
  return principal.kind === 'user' && !principal.verified ? { userId, claimed: true } : { userId };
}

function grantedIdOn({ grants }: Somebody, channel: string): string | null {
  for (const { userId, pattern } of grants) {
    if (userId !== undefined && pattern.matches(channel)) return userId;
  }
  return null;
}
