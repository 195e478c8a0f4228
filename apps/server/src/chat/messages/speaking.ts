import type { Actor } from '../../core/access/actor.ts';
import { ALL_RIGHTS } from '../../core/access/grant.ts';
import type { Core } from '../../core/core.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { exactPattern } from '../../core/rules/pattern.ts';
import type { ChatCaller } from '../caller.ts';

/**
 * A member as it speaks on the channel of its conversation, where chat made sure that it is one: bans, mutes, limits and the
 * messaging switch bind it as everywhere. A backend that acts for a user is bound as a backend is.
 */
export function speaker(caller: ChatCaller, channel: string): Actor {
  if (caller.isBackend) return server(caller);
  const { app, userId, sessionId, address } = caller;
  return {
    app,
    principal: { kind: 'user', userId, verified: true },
    grants: [{ pattern: exactPattern(channel), rights: ALL_RIGHTS, proof: 'membership', expiresAt: null }],
    sessionId,
    address,
  };
}

/** The server as it tells what a user did: no ban or mute of the user keeps that from being known. */
export function server({ app, sessionId, address }: ChatCaller): Actor {
  return { app, principal: { kind: 'admin', name: 'chat' }, grants: [], sessionId, address };
}

/**
 * Whether a user may say something to others beside the messages of a conversation. Throws `banned`, `muted`,
 * `messaging_disabled`; none of it binds a backend.
 *
 * @param channel where it would be said.
 */
export function requireVoice(
  { moderation }: Core,
  { app, userId, isBackend }: ChatCaller,
  channel: string,
): void {
  if (isBackend) return;
  moderation.requireNotBanned(app.id, userId, channel);
  moderation.requireNotMuted(app.id, userId, channel);
  if (app.settings.messagingEnabled) return;
  throw new ParleyError('messaging_disabled', 'Messaging is switched off for this app.');
}

/** To be named with what is said: a backend names the user that it acts for, and a user itself needs no naming. */
export function inTheNameOf({ isBackend, userId }: ChatCaller): { readonly asUser?: string } {
  return isBackend ? { asUser: userId } : {};
}
