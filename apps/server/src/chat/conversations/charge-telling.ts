import type { Core } from '../../core/core.ts';
import type { ChatCaller } from '../caller.ts';
import { userChannelOf } from '../live/user-events.ts';
import { speaker } from '../messages/speaking.ts';

/**
 * Counts what users are told one by one as that many publishes of the caller, beside the one that its request counts as.
 * More than the app lets a client say at once are counted as that: who was silent before can change the largest group.
 *
 * @throws ParleyError `rate_limited`.
 */
export function chargeTelling(
  { publisher }: Pick<Core, 'publisher'>,
  caller: ChatCaller,
  told: number,
): void {
  const count = Math.min(told, caller.app.settings.limits.clientPublishBurst - 1);
  if (count > 0) publisher.charge(speaker(caller, userChannelOf(caller.userId)), count);
}
