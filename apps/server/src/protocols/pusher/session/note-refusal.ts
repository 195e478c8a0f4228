import { userIdOf } from '../../../core/access/principal.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import { isSharedName } from '../http/channel-name.ts';
import { PROTOCOL } from '../protocol.ts';
import type { PusherSetup } from '../pusher-setup.ts';

export interface Refused {
  readonly action: string;
  readonly channel: string | null;
  readonly error: ParleyError;
}

/** Counts a refusal, and shows it to whoever watches: why somebody got nothing. What is the server's own fault is told to it. */
export function noteRefusal({ core, onFailure }: PusherSetup, session: Session, refused: Refused): void {
  const { app, principal, id } = session;
  const { action, channel, error } = refused;
  if (error.code === 'internal') onFailure(error.cause ?? error);
  core.stats.of(app.id).refused += 1;
  if (!core.trace.watched) return;
  core.trace.emit({
    kind: 'refused',
    appId: app.id,
    at: core.runtime.clock.now(),
    // What is no name is not shown: it may hold anything.
    channel: channel !== null && isSharedName(channel) ? channel : null,
    action: `${PROTOCOL}.${action}`,
    error: error.report(),
    actor: { userId: userIdOf(principal), sessionId: id, protocol: PROTOCOL },
  });
}
