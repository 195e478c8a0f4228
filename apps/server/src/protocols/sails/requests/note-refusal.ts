import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { PROTOCOL } from '../protocol.ts';

/** Who made a request. */
export interface Requester {
  readonly app: App;
  /** The socket it came by; null over HTTP. */
  readonly sessionId: string | null;
}

/** Counts a refusal, and shows it to whoever watches: why somebody got nothing. */
export function noteRefusal(
  core: Core,
  { app, sessionId }: Requester,
  action: string,
  error: ParleyError,
): void {
  core.stats.of(app.id).refused += 1;
  if (!core.trace.watched) return;
  core.trace.emit({
    kind: 'refused',
    appId: app.id,
    at: core.runtime.clock.now(),
    channel: null,
    action: `${PROTOCOL}.${action}`,
    error: error.report(),
    actor: { userId: null, sessionId, protocol: PROTOCOL },
  });
}
