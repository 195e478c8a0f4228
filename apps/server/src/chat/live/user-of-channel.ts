import { userChannelOf } from './user-events.ts';

const PREFIX = userChannelOf('');

/** The user whose own channel this is; null if it is another one. */
export function userOfChannel(channel: string): string | null {
  return channel.startsWith(PREFIX) ? channel.slice(PREFIX.length) : null;
}
