import type { Actor } from '../../core/access/actor.ts';
import type { Link, Session } from '../../core/session/session.ts';
import type { ApiContext } from '../base/api-context.ts';

/**
 * A session for a caller without a connection of its own: the stream that serves it is its connection, for as long as it
 * lasts. It counts as one, and ends like one: by a ban, with its token, with the key it came by.
 *
 * @param signal the caller is gone, perhaps before its stream began: then nobody else would end the session.
 */
export function sessionOverHttp(
  ctx: { api: ApiContext; actor: Actor },
  link: Link,
  signal: AbortSignal | undefined,
): Session {
  const { core, identity, address, userAgent } = ctx.api;
  const { app, principal, grants } = ctx.actor;
  const session = core.sessions.open(
    { app, protocol: 'sse', address, userAgent, link },
    identity ?? { principal, grants, expiresAt: null, admission: null, signature: null },
  );
  if (signal?.aborted) core.sessions.end(session);
  else signal?.addEventListener('abort', () => core.sessions.end(session), { once: true });
  return session;
}
