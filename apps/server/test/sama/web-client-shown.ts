import type { z } from 'zod';
import type { Said } from './web-client-packets.ts';

export interface ShownMessage {
  readonly id: string;
  readonly from: string;
  body: string;
  status: string | null;
  isEdited: boolean;
  readonly attachments: unknown;
}

export interface ShownChat {
  readonly id: string;
  /** What it shows of the conversation itself: each word of the server is laid over the last. */
  about: Readonly<Record<string, unknown>>;
  people: readonly string[];
  /** The oldest first. */
  messages: ShownMessage[];
  unread: number;
  /** Who typed last. */
  typing: string | null;
}

/** A message as a page shows it. */
export function shownMessage(said: z.infer<typeof Said>): ShownMessage {
  const { _id: id, from, body, created_at, updated_at, status, attachments } = said;
  const isEdited = created_at !== updated_at;
  return { id, from, body, status: typeof status === 'string' ? status : null, isEdited, attachments };
}
