import { z } from 'zod';
import type { Actor } from '../../core/access/actor.ts';
import { isBackend } from '../../core/access/principal.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';

const MOST_BYTES = 8192;

/** What else was said of an event than its payload. */
export const Extras = z.record(z.string(), z.unknown()).meta({
  description:
    'What else was said of it: a JSON object. Clients of some protocols say more of a message than its payload, ' +
    'each under the name of its protocol; the app’s backend may add what it likes.',
});

/** Extras that somebody gives with an event. Throws `forbidden` but for the app's backend, and `payload_too_large`. */
export function givenExtras(actor: Actor, extras: z.infer<typeof Extras> | undefined): { extras?: Body } {
  if (extras === undefined) return {};
  if (!isBackend(actor.principal)) {
    throw new ParleyError('forbidden', "Only the app's backend gives an event extras.");
  }
  const body = Body.ofValue(extras);
  if (body.bytes <= MOST_BYTES) return { extras: body };
  throw new ParleyError(
    'payload_too_large',
    `The extras have ${body.bytes} bytes; ${MOST_BYTES} are allowed.`,
  );
}

/** Extras of an event, as a value to show. */
export function shownExtras(extras: Body | undefined): { extras?: z.infer<typeof Extras> } {
  return extras === undefined ? {} : { extras: Extras.parse(extras.value()) };
}
