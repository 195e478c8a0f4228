import type { ParleyError } from '../errors/parley-error.ts';

/** What a message asks of the server. `send`: to say it in the conversation whose channel it is for. */
export type OutboxAction = 'publish' | 'edit' | 'delete' | 'send';

/** A message as it is kept while its fate is open, and as an {@link OutboxStore} keeps it over a restart. */
export interface StoredMessage {
  /** Made by this client; the server stores what it has seen under this id once. */
  readonly clientId: string;
  readonly channel: string;
  readonly action: OutboxAction;
  /** Publish: the event's name. Empty otherwise. */
  readonly name: string;
  /** The payload, plain JSON; null for a deletion. */
  readonly data: unknown;
  /** Edit and delete: the id of the event they change; null for a publish. */
  readonly target: string | null;
  /** When it was handed in: milliseconds since 1970-01-01 UTC. */
  readonly queuedAt: number;
  /** Publish: the connection that shall not receive it. */
  readonly exclude?: string;
}

/** What a view shows of a message. `sending` covers waiting for a connection; nothing is ever "unknown". */
export interface OutboxMessage extends StoredMessage {
  readonly state: 'sending' | 'sent' | 'failed';
  /** How often it was handed to a connection. */
  readonly attempts: number;
  /** Why it failed, or why the last attempt did not succeed; null if there is nothing to say. */
  readonly error: ParleyError | null;
  /** The server's word once it is `sent`; null before. */
  readonly receipt: Receipt | null;
}

/** The server's word that a message is stored. */
export interface Receipt {
  /** The id of the event that holds it. */
  readonly id: string;
  readonly position: string;
  /** When it was stored: milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly clientId: string;
  /** It had been stored by an earlier attempt. */
  readonly duplicate: boolean;
}
