import type { Body } from '../event/body.ts';
import type { Sender } from '../event/event.ts';
import type { Readership } from '../event/readership.ts';

/** An event that is to enter a channel's log. */
export interface LogEntry {
  readonly appId: string;
  readonly channel: string;
  readonly kind: 'publish' | 'edit' | 'delete';
  readonly name: string;
  readonly body: Body | null;
  readonly sender: Sender;
  readonly clientId: string | null;
  readonly target: string | null;
  /** Edit and delete: the client id of the publish that they change. Told live, not kept in the database. */
  readonly targetClientId?: string;
  readonly readership?: Readership;
  readonly extras?: Body;
}

/** What only few events have. */
export type Further = Pick<LogEntry, 'targetClientId' | 'readership' | 'extras'>;

/** Adds that of it which is there. Where nothing is, the same object comes back: most events are not worth a copy. */
export function withFurther<Plain extends object>(
  plain: Plain,
  { targetClientId, readership, extras }: { readonly [Key in keyof Further]: Further[Key] | undefined },
): Plain & Further {
  if (targetClientId === undefined && readership === undefined && extras === undefined) return plain;
  return {
    ...plain,
    ...(targetClientId === undefined ? {} : { targetClientId }),
    ...(readership === undefined ? {} : { readership }),
    ...(extras === undefined ? {} : { extras }),
  };
}
