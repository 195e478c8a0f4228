import { z } from 'zod';
import type { PushContent } from './push-sender.ts';

const PushPayload = z.object({ userId: z.string(), content: z.record(z.string(), z.string()) });

/** What is queued for a device. */
export interface PushPayload {
  readonly userId: string;
  readonly content: PushContent;
}

/** As it lies in the queue. */
export function toPayloadText({ userId, content }: PushPayload): string {
  return JSON.stringify({ userId, content });
}

/** Null for what was not written by {@link toPayloadText}. */
export function readPayload(text: string): PushPayload | null {
  try {
    return PushPayload.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
