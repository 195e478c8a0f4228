const PREFIX = '#server-to-user-';

/** The channel that every connection of a user listens to: messages for it alone, whatever channels it is in. */
export function privateChannelOf(user: string): string {
  return `${PREFIX}${user}`;
}

/** Whether a channel is one of those. Clients are told `null` instead of its name. */
export function isPrivateChannel(channel: string): boolean {
  return channel.startsWith(PREFIX);
}
