import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';

/** Ends the subscriptions of an app that its rules, as they are now, do not allow any more. */
export function recheckSessions(core: Core, app: App): void {
  for (const session of [...core.sessions.ofApp(app.id)]) core.sessions.recheck(session);
}
