import type { Actor } from '../../core/access/actor.ts';
import { ALL_RIGHTS } from '../../core/access/grant.ts';
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

/** To be named with what is said: a backend names the user that it acts for, and a user itself needs no naming. */
export function inTheNameOf({ isBackend, userId }: ChatCaller): { readonly asUser?: string } {
  return isBackend ? { asUser: userId } : {};
}
