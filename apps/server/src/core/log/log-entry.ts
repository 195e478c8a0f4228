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
