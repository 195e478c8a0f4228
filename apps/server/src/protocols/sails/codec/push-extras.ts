import { z } from 'zod';
import type { Body } from '../../../core/event/body.ts';

/** What a push says beside its data where it was for several channels at once. */
export interface PushExtras {
  /** All channels it was for, in the order in which they were named; undefined: for the one it is in. */
  readonly channels?: readonly string[] | undefined;
  /** In all channels but the first: the id of the event in the first. */
  readonly copyOf?: string | undefined;
  /** And when that was published (ms): lists show the same message whichever channel they look at. */
  readonly at?: number | undefined;
}

const Form = z.object({
  copyOf: z.string().optional().catch(undefined),
  channels: z.array(z.string()).min(1).optional().catch(undefined),
  at: z.int().nonnegative().optional().catch(undefined),
});

/** What is written beside the event in the first channel. */
export function originalExtras(channels: readonly string[]): string {
  return JSON.stringify({ channels });
}

/** What is written beside the event in the others. `copyOf` comes first: lists leave copies out by how they begin. */
export function copyExtras(
  { id, at }: { readonly id: string; readonly at: number },
  channels: readonly string[],
): string {
  return JSON.stringify({ copyOf: id, at, channels });
}

/** Reads what was written beside an event, by whatever protocol. */
export function pushExtrasOf(extras: Body | undefined): PushExtras {
  const parsed = Form.safeParse(extras?.value());
  return parsed.success ? parsed.data : {};
}
