import type { ChatNews } from '../../../chat/live/live-feeds.ts';

/** What happened, in the words of the protocol; null where it has none. */
export function samaPacketsOf(_news: ChatNews): object | null {
  return null;
}
