import { z } from 'zod';

/** What a client says. */
export type ClientFrame =
  | { readonly kind: 'message'; readonly rid: string; readonly message: string }
  | { readonly kind: 'probe-answer' }
  | { readonly kind: 'malformed' };

const Message = z.object({ rid: z.string(), message: z.string() });
const MALFORMED: ClientFrame = { kind: 'malformed' };
const PROBE_ANSWER: ClientFrame = { kind: 'probe-answer' };
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads `{"message","rid"}`, both strings. Whatever has a `timestamp` is the answer to a latency probe, as in the
 * original. Never throws.
 */
export function decodeClientFrame(data: Buffer): ClientFrame {
  const value = parsed(data);
  if (typeof value !== 'object' || value === null) return MALFORMED;
  if (Object.hasOwn(value, 'timestamp')) return PROBE_ANSWER;
  const message = Message.safeParse(value);
  return message.success ? { kind: 'message', ...message.data } : MALFORMED;
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(data));
  } catch {
    return undefined;
  }
}
