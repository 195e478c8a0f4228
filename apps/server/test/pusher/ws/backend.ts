import { createHmac } from 'node:crypto';
import { BROADCAST_SIGNAL } from '../../../src/core/channels/publisher.ts';
import { Body } from '../../../src/core/event/body.ts';
import { BROADCAST_CHANNEL } from '../../../src/core/rules/built-in-rules.ts';
import { APP_KEY, APP_SECRET, type TestServer } from '../../harness/test-server.ts';

/** What an app's backend does for its clients: signs what they may enter, and who they are. */
export function sign(text: string, key = APP_KEY, secret = APP_SECRET): string {
  return `${key}:${createHmac('sha256', secret).update(text).digest('hex')}`;
}

/** The auth string of a private channel, or of a presence channel with its `channel_data`. */
export function channelAuth(socketId: string, channel: string, channelData?: string): string {
  return sign([socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(':'));
}

export function userAuth(socketId: string, userData: string): string {
  return sign(`${socketId}::user::${userData}`);
}

export interface Triggered {
  readonly channel: string;
  readonly name: string;
  readonly data: unknown;
  /** The session that does not get it. */
  readonly exclude?: string;
}

/** Publishes an event as the app's backend; its id. */
export async function trigger(
  server: TestServer,
  { channel, name, data, exclude }: Triggered,
): Promise<string> {
  const body = typeof data === 'string' ? Body.ofText(data) : Body.ofValue(data);
  const command = { channel, name, body, clientId: null, exclude: exclude ?? null, asUser: null };
  const { event } = await server.running.core.publisher.publish(actorOf(server), command, 'test');
  return event.id;
}

/** Tells something to all clients of the app. */
export function broadcast(server: TestServer, value: unknown): void {
  const command = {
    channel: BROADCAST_CHANNEL,
    name: BROADCAST_SIGNAL,
    body: Body.ofValue(value),
    only: null,
  };
  server.running.core.publisher.signal(actorOf(server), command, 'test');
}

function actorOf(server: TestServer) {
  const app = server.running.core.apps.get('default');
  const principal = { kind: 'admin', name: 'test' } as const;
  return { app, principal, grants: [], sessionId: null, address: '' };
}
