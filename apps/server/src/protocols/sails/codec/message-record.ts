import type { FoundEvent } from '../../../core/store/event-store.ts';
import { pushExtrasOf } from './push-extras.ts';

/** A message in a list. */
export interface MessageRecord {
  readonly id: string;
  /** The channel, or all of them, as it was pushed. */
  readonly channel: string | readonly string[];
  readonly event: string;
  readonly data: unknown;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** A stored event as lists show it: as it stands now, and a copy as what it is a copy of. */
export function recordOf({ id, channel, name, body, edit, at, extras }: FoundEvent): MessageRecord {
  const { copyOf, channels, at: firstAt } = pushExtrasOf(extras);
  return {
    id: copyOf ?? id,
    channel: channels ?? channel,
    event: name,
    data: (edit?.body ?? body)?.value() ?? null,
    createdAt: new Date(firstAt ?? at).toISOString(),
  };
}
