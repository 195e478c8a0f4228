import type { LastActivity } from '../../../chat/activity/activity.ts';
import type { Dialect } from '../dialect.ts';
import { inSeconds } from './iso-date.ts';

/**
 * When a user was there last, in seconds; `0`, or `"online"` in the document's dialect, while it is there.
 *
 * @param since what to say of a user that was never there (ms): a number there must be.
 */
export function activityValue(
  { isOnline, lastSeenAt }: Pick<LastActivity, 'isOnline' | 'lastSeenAt'>,
  since: number,
  dialect: Dialect,
): number | 'online' {
  if (isOnline) return dialect === 'seed' ? 'online' : 0;
  return inSeconds(lastSeenAt ?? since);
}
