import type { App } from '../../../../core/apps/app.ts';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Body } from '../../../../core/event/body.ts';

/**
 * Whether the app takes so many messages in one request, and each of them. Asked of all before anything is done with the
 * first: a request is done as a whole or not at all. Throws `payload_too_large`.
 */
export function requireTakes(
  { settings }: App,
  messages: ReadonlyArray<{ readonly bodies: readonly Body[] }>,
): void {
  const { batchEvents, bodyBytes } = settings.limits;
  if (messages.length > batchEvents) {
    throw new ParleyError('payload_too_large', `A request may hold ${batchEvents} messages.`);
  }
  for (const { bodies } of messages) {
    const bytes = bodies.reduce((sum, body) => sum + body.bytes, 0);
    if (bytes <= bodyBytes) continue;
    throw new ParleyError('payload_too_large', `A message has ${bytes} bytes; the app allows ${bodyBytes}.`);
  }
}

/** The keys of a message beside the known ones, if there are any. */
export function othersIfAny(others: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  return Object.keys(others).length === 0 ? undefined : { ...others };
}
