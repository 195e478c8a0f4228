import type { StoredMessage } from './outbox-message.ts';

/**
 * Keeps unsent messages over a restart of the page or process. Messages in it are sent by whoever opens it next, so
 * give each user a store of their own. A rejected call is reported and costs durability only: the message is still sent.
 */
export interface OutboxStore {
  /** All messages, in the order in which they were put. Called once, at the start. */
  load(): Promise<readonly StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  /** Its fate is known; forget it. */
  remove(clientId: string): Promise<void>;
}
