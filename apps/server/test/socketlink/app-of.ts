import type { Actor } from '../../src/core/access/actor.ts';
import type { RoomSettings } from '../../src/core/apps/room-settings.ts';
import { BROADCAST_SIGNAL } from '../../src/core/channels/publisher.ts';
import { Body } from '../../src/core/event/body.ts';
import { BROADCAST_CHANNEL } from '../../src/core/rules/built-in-rules.ts';
import type { TestServer } from '../harness/test-server.ts';

/** The default app of a server as its backend and its administrator use it. */
export function appOf({ running: { core } }: TestServer) {
  const backend: Actor = {
    app: core.apps.get('default'),
    principal: { kind: 'admin', name: 'test' },
    grants: [],
    sessionId: null,
    address: '127.0.0.1',
  };
  const key = (userId: string, channel: string | null) => ({ appId: 'default', userId, channel });
  const words = { reason: '', author: 'test', expiresAt: null };
  return {
    stats: core.stats.of('default'),
    async change(rooms: Partial<RoomSettings>): Promise<void> {
      await core.apps.update('default', {
        settingsOf: (now) => ({ ...now, rooms: { ...now.rooms, ...rooms } }),
      });
    },
    async limit(limits: Partial<typeof backend.app.settings.limits>): Promise<void> {
      await core.apps.update('default', {
        settingsOf: (now) => ({ ...now, limits: { ...now.limits, ...limits } }),
      });
    },
    async messaging(messagingEnabled: boolean): Promise<void> {
      await core.apps.update('default', { settingsOf: (now) => ({ ...now, messagingEnabled }) });
    },
    async ban(userId: string, channel: string | null): Promise<void> {
      await core.moderation.impose([{ kind: 'ban', ...key(userId, channel), ...words }]);
      core.sessions.enforceBan('default', userId);
    },
    async unban(userId: string, channel: string | null): Promise<void> {
      await core.moderation.lift([{ kind: 'ban', ...key(userId, channel) }]);
    },
    async mute(userId: string, channel: string | null): Promise<void> {
      await core.moderation.impose([{ kind: 'mute', ...key(userId, channel), ...words }]);
    },
    /** Tells everybody, or one user. */
    broadcast(data: unknown, to: string | null = null): void {
      tell(BROADCAST_CHANNEL, data, to);
    },
    tellRoom(rid: string, data: unknown): void {
      tell(rid, data, null);
    },
    async publish(channel: string, data: unknown, name = 'message'): Promise<void> {
      const body = Body.ofValue(data);
      const command = { channel, name, body, clientId: null, exclude: null, asUser: null };
      await core.publisher.publish(backend, command, 'test');
    },
  };

  function tell(channel: string, data: unknown, to: string | null): void {
    const command = { channel, name: BROADCAST_SIGNAL, body: Body.ofValue(data), only: null, to };
    core.publisher.signal(backend, command, 'test');
  }
}
