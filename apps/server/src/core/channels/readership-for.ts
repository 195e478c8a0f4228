import type { Actor } from '../access/actor.ts';
import { isBackend } from '../access/principal.ts';
import { ParleyError } from '../errors/parley-error.ts';
import { type Readership, requireReadership } from '../event/readership.ts';
import { isOfChat } from '../rules/built-in-rules.ts';

/** For whom an event is to be, as far as the actor may say so there. Undefined: for all. */
export function readershipFor(
  actor: Actor,
  channel: string,
  wanted: Readership | undefined,
): Readership | undefined {
  const readership = narrowed(actor, wanted);
  if (readership !== undefined && isOfChat(channel)) {
    throw new ParleyError('bad_request', `What is said on ${channel} is for everybody there.`);
  }
  return readership;
}

/** A readership that the actor may name. Undefined: it leaves out nobody. */
export function narrowed(actor: Actor, wanted: Readership | undefined): Readership | undefined {
  if (wanted === undefined) return undefined;
  if (isBackend(actor.principal)) return requireReadership(wanted);
  throw new ParleyError('forbidden', "Only the app's backend says who reads an event.");
}
