import { isRecord } from '../errors/error-report.ts';
import type { SignalItem } from '../feed/feed-item.ts';

/** What members tell one another in a conversation beside messages. */
export type ChatSignal =
  | { readonly type: 'typing'; readonly user: string; readonly isOver: boolean }
  | { readonly type: 'read'; readonly user: string; readonly offset: number }
  | {
      readonly type: 'reaction';
      readonly user: string;
      readonly message: string;
      readonly add: string | null;
      readonly remove: string | null;
    };

/** Reads a signal of a conversation's channel; null for what is none of these. */
export function readSignal({ name, user, data }: SignalItem): ChatSignal | null {
  if (user === null || !isRecord(data)) return null;
  switch (name) {
    case 'typing':
      return { type: 'typing', user, isOver: data.status === 'stop' };
    case 'read':
      return typeof data.offset === 'number' ? { type: 'read', user, offset: data.offset } : null;
    case 'reaction': {
      const { messageId, add, remove } = data;
      if (typeof messageId !== 'string') return null;
      return { type: 'reaction', user, message: messageId, add: text(add), remove: text(remove) };
    }
    default:
      return null;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
