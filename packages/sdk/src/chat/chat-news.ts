import type { EventItem } from '../feed/feed-item.ts';
import type { ChatSignal } from './signals.ts';

/**
 * What this client itself has done. The server sends a connection no copy of what it said there, so everything here that
 * shows a conversation learns it from the answers.
 */
export type ChatNews =
  /** A message was stored, edited or deleted; as others hear it on the conversation's channel. */
  | { readonly type: 'event'; readonly conversation: string; readonly item: EventItem }
  /** Messages were hidden from the user. */
  | { readonly type: 'hidden'; readonly conversation: string; readonly ids: readonly string[] }
  /** The user has read, or reacted; as others hear it. */
  | { readonly type: 'signal'; readonly conversation: string; readonly signal: ChatSignal }
  /** The conversation was begun, changed or left. */
  | { readonly type: 'changed'; readonly conversation: string };

const PREFIX = 'conversation:';

/** The channel on which a conversation is told. */
export function channelOf(conversation: string): string {
  return PREFIX + conversation;
}

/** The conversation that a channel is of. */
export function conversationOf(channel: string): string {
  return channel.slice(PREFIX.length);
}
