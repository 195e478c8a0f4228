const PREFIX = 'conversation:';

/** The id of the conversation whose channel this is; null: it is another one. */
export function conversationOf(channel: string): string | null {
  return channel.startsWith(PREFIX) ? channel.slice(PREFIX.length) : null;
}

/** Its channel. */
export function channelOf(conversation: string): string {
  return `${PREFIX}${conversation}`;
}
