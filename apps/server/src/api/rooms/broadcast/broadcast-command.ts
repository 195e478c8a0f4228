import type { Actor } from '../../../core/access/actor.ts';
import type { App } from '../../../core/apps/app.ts';
import { BROADCAST_SIGNAL, type SignalCommand } from '../../../core/channels/publisher.ts';
import { Body } from '../../../core/event/body.ts';

/** What a backend tells those who are on a channel now, or one user among them. */
export function broadcastCommand(channel: string, message: string, to: string | null = null): SignalCommand {
  return { channel, name: BROADCAST_SIGNAL, body: Body.ofText(message), only: null, to };
}

/** The caller as the voice of the app that it speaks for. It hears itself, if it listens. */
export function voiceOf({ principal, grants, address }: Actor, app: App): Actor {
  return { app, principal, grants, address, sessionId: null };
}
