import { z } from 'zod';
import { Body } from '../../../core/event/body.ts';

const fields = z.record(z.string(), z.unknown()).optional();

/** What one PATCH came with. */
const Patch = z.object({
  /** The client id of the edit that it became: later edits that say nothing of extras have these, too. */
  id: z.string(),
  /** Which of user, timestamp and message it gave. */
  keys: z.array(z.string()),
  /** When it was made, if its sender had something to say about that. */
  edited: z.string().optional(),
  /** Its keys beside the known ones: told live, not kept. */
  fields,
});
export type Patch = z.infer<typeof Patch>;

/** What a backend said of a message that the core has no place for. It travels with the event. */
export const MessageExtras = z.object({
  /** The uuid, where neither the client id nor the id of the event says it. */
  uuid: z.string().optional(),
  /** When it was said, if its sender had something to say about that. */
  timestamp: z.string().optional(),
  /** The keys beside the known ones. */
  fields,
  patch: Patch.optional(),
});
export type MessageExtras = z.infer<typeof MessageExtras>;

const Extras = z.object({ channelstream: MessageExtras });

/** What this protocol has to say of an event, or null: it was published by another one, or there is nothing to say. */
export function messageExtrasOf(extras: Body | undefined): MessageExtras | null {
  if (extras === undefined) return null;
  const result = Extras.safeParse(extras.value());
  return result.success ? result.data.channelstream : null;
}

/**
 * The same as it travels. Always there, where the event must be known to be this protocol's own.
 *
 * @param beside what others said of the event, which stays.
 */
export function extrasBody(extras: MessageExtras, beside?: Body): Body {
  const others = beside?.value();
  return Body.ofValue({ ...(typeof others === 'object' ? others : null), channelstream: extras });
}

/** The same, or nothing if there is nothing to say. */
export function extrasBodyIfAny(extras: MessageExtras): { readonly extras?: Body } {
  const isEmpty = Object.values(extras).every((value) => value === undefined);
  return isEmpty ? {} : { extras: extrasBody(extras) };
}
