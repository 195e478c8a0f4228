import { isRecord } from '../errors/error-report.ts';
import type { StoredMessage } from './outbox-message.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The part of the browser's `Storage` that is used. */
export interface KeyValueStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Keeps unsent messages in `localStorage`, one entry each, so that tabs do not overwrite one another. Two tabs may both
 * send a message that a third left behind; the server stores it once.
 *
 * @param name tells stores apart. Include the user's id: what is in it is sent by whoever opens it next.
 *
 * @example
 * ```ts
 * const parley = createParley({ url, key, token, outboxStore: localStorageOutbox(userId) });
 * ```
 */
export function localStorageOutbox(name: string, storage: KeyValueStorage = localStorage): OutboxStore {
  // Quoted, so that no name is the beginning of another's keys.
  const prefix = `parley-outbox:${JSON.stringify(name)}:`;
  let order = 0;
  return {
    async load() {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
      return keys
        .flatMap((key) => (key?.startsWith(prefix) ? readMessage(storage.getItem(key)) : []))
        .sort((one, other) => one.message.queuedAt - other.message.queuedAt || one.order - other.order)
        .map(({ message }) => message);
    },
    async put(message) {
      storage.setItem(prefix + message.clientId, JSON.stringify({ order: order++, message }));
    },
    async remove(clientId) {
      storage.removeItem(prefix + clientId);
    },
  };
}

interface Kept {
  /** Tells apart what was put in the same millisecond. */
  readonly order: number;
  readonly message: StoredMessage;
}

/** Reads an entry; what somebody else put under our name is left alone. */
function readMessage(text: string | null): Kept[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    return [];
  }
  if (!isRecord(kept) || typeof kept.order !== 'number' || !isRecord(kept.message)) return [];
  const { clientId, channel, action, name, data, target, queuedAt, exclude } = kept.message;
  if (typeof clientId !== 'string' || typeof channel !== 'string' || typeof name !== 'string') return [];
  if (!isOneOf(['publish', 'edit', 'delete', 'send'] as const, action)) return [];
  if ((target !== null && typeof target !== 'string') || typeof queuedAt !== 'number') return [];
  const message: StoredMessage = { clientId, channel, action, name, data, target, queuedAt };
  return [{ order: kept.order, message: typeof exclude === 'string' ? { ...message, exclude } : message }];
}

function isOneOf<Action>(actions: readonly Action[], value: unknown): value is Action {
  return actions.some((action) => action === value);
}
