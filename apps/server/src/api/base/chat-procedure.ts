import type { ChatCaller } from '../../chat/caller.ts';
import { deviceOfProof } from '../../chat/devices/device-proof.ts';
import type { Actor } from '../../core/access/actor.ts';
import { isBackend } from '../../core/access/principal.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { UserId } from '../models/names.ts';
import type { ApiContext } from './api-context.ts';
import { procedure } from './trpc.ts';

/**
 * The caller is a user of chat: by its token, or named by the app's backend in `as-user`. A user that chat has not seen is
 * made on the way: whom an app's tokens name needs no registration. Who is banned in the app does nothing in chat.
 */
export const chatProcedure = procedure.use(async ({ ctx, next }) => {
  const caller = chatCallerOf(ctx.api, ctx.actor);
  // Connections are refused and closed by the core; over HTTP there is none.
  if (!caller.isBackend) ctx.api.core.moderation.requireNotBanned(caller.app.id, caller.userId, null);
  // Who signed in here is a user: made anew, it would be there again that has just deleted itself.
  if (caller.signInId === undefined) await ctx.api.chat.users.ensure(caller.app, caller.userId);
  return next({ ctx: { caller } });
});

/** Throws `unauthenticated` for who is nobody, or merely claims to be somebody. */
function chatCallerOf(api: ApiContext, actor: Actor): ChatCaller {
  const { app, principal, sessionId, address } = actor;
  const common = { app, sessionId, address, protocol: api.protocol };
  if (isBackend(principal)) {
    if (api.asUser === null) {
      throw new ParleyError('bad_request', 'A backend names the user it acts for in the header as-user.');
    }
    const named = UserId.safeParse(api.asUser);
    if (!named.success)
      throw new ParleyError('bad_request', 'What as-user names cannot be the id of a user.');
    return { ...common, userId: named.data, deviceId: null, isBackend: true };
  }
  if (principal.kind !== 'user' || !principal.verified) {
    throw new ParleyError('unauthenticated', 'Chat needs a known user; sign in, or send a token.');
  }
  const signInId = signInOf(api);
  return {
    ...common,
    userId: principal.userId,
    deviceId: signInId,
    ...(signInId === null ? {} : { signInId }),
  };
}

/** The sign-in that the caller's token is of, a refreshed one too; null for tokens of the app's backend. */
function signInOf({ session, identity }: ApiContext): string | null {
  const { signature = null } = session ?? identity ?? {};
  return signature && deviceOfProof(signature.by);
}
