import { ApiContext } from '../api/base/api-context.ts';
import type { ServerParts } from './server-parts.ts';

/**
 * Counts a REST call among those of its app; one whose caller is not known, among those of the default app.
 *
 * @param status of the answer; null: the caller left before there was one, which counts as failed.
 */
export function countCall(
  { core, settings }: Pick<ServerParts, 'core' | 'settings'>,
  context: object | null,
  status: number | null,
): void {
  const app = context instanceof ApiContext ? context.actor?.app.id : undefined;
  // An app that was just deleted counts nothing any more.
  const appId = app !== undefined && core.apps.has(app) ? app : settings.PARLEY_APP_ID;
  const stats = core.stats.of(appId);
  if (status !== null && status < 400) stats.callsAnswered += 1;
  else stats.callsFailed += 1;
}
