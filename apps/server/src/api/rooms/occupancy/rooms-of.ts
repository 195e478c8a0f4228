import type { Core } from '../../../core/core.ts';
import type { HubChannel } from '../../../core/hub/hub-channel.ts';
import { roomKindOf } from '../../../core/rules/room-name.ts';

/** The users who listen to a channel, each once, by whatever protocol they came. */
export function usersIn(channel: HubChannel | null): string[] {
  const users = new Set<string>();
  for (const { userId } of channel?.subscriptions ?? []) if (userId !== null) users.add(userId);
  return [...users];
}

/** Every connected user of an app with the rooms that it listens to. */
export function roomsByUser(core: Core, appId: string): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const session of core.sessions.ofApp(appId)) {
    const { principal } = session;
    if (principal.kind === 'user' && !rooms.has(principal.userId)) {
      rooms.set(principal.userId, roomsOfUser(core, appId, principal.userId));
    }
  }
  return rooms;
}

/** The rooms that a user listens to, by any of its connections. */
export function roomsOfUser(core: Core, appId: string, userId: string): Set<string> {
  const rooms = new Set<string>();
  for (const session of core.sessions.ofUser(appId, userId)) {
    for (const { channel } of session.subscriptions) if (roomKindOf(channel.name)) rooms.add(channel.name);
  }
  return rooms;
}
