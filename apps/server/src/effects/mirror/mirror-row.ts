import { z } from 'zod';
import type { MessageHappening } from '../../core/effects/happening.ts';
import type { Body } from '../../core/event/body.ts';

/** One message as a row of the customer's table; kept as JSON in the effect's payload. */
export const MirrorRow = z.object({
  /** Milliseconds since 1970-01-01 UTC. */
  at: z.int(),
  message: z.string(),
  /** Who said it; empty: a client without a name, or a backend. */
  uid: z.string(),
  /** The room. */
  rid: z.string(),
});

export type MirrorRow = z.infer<typeof MirrorRow>;

export function mirrorPayload({ at, body, userId, channel }: MessageHappening): string {
  const row: MirrorRow = { at, message: messageText(body), uid: userId ?? '', rid: channel };
  return JSON.stringify(row);
}

export function parseMirrorPayload(payload: string): MirrorRow {
  return MirrorRow.parse(JSON.parse(payload));
}

const JSON_STRING = /^[ \t\n\r]*"/;

/** A string as it is, anything else as its JSON text, which is not parsed for it. */
function messageText(body: Body): string {
  if (body.format === 'text' || !JSON_STRING.test(body.text)) return body.text;
  const value = body.value();
  return typeof value === 'string' ? value : body.text;
}
