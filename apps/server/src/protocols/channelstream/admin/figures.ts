import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import { uptime } from './uptime.ts';

/** The numbers of an app, under the names that they have in `admin.json`. */
export interface Figures {
  readonly remembered_user_count: number;
  /** Users with a connection. */
  readonly unique_user_count: number;
  readonly total_connections: number;
  readonly total_channels: number;
  /** Frames handed to clients. */
  readonly total_messages: number;
  readonly total_unique_messages: number;
  readonly uptime: string;
  readonly version: string;
}

/** What is counted of an app now. */
export function figuresOf(
  { setup, upMs, version }: { setup: ChannelstreamSetup; upMs: number; version: string },
  appId: string,
): Figures {
  const { users, channels, counters } = setup;
  let connected = 0;
  let connections = 0;
  for (const user of users.ofApp(appId)) {
    if (user.connections.size > 0) connected += 1;
    connections += user.connections.size;
  }
  const { messages, uniqueMessages } = counters.of(appId);
  return {
    remembered_user_count: users.count(appId),
    unique_user_count: connected,
    total_connections: connections,
    total_channels: channels.namesOf(appId).size,
    total_messages: messages,
    total_unique_messages: uniqueMessages,
    uptime: uptime(upMs),
    version,
  };
}
