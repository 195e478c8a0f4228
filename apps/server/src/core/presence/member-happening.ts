import type { MemberHappening } from '../effects/happening.ts';
import type { PresenceChange } from '../event/event.ts';

/** What there is to tell outside the house of a change of who is present; null: only what somebody shows changed. */
export function memberHappening(change: PresenceChange): MemberHappening | null {
  const { action, appId, channel, at, userId, claimed, idJson, count: members } = change;
  if (action === 'update') return null;
  return {
    kind: action === 'join' ? 'joined' : 'left',
    appId,
    channel,
    at,
    userId,
    ...(claimed && { claimed }),
    ...(idJson === undefined ? {} : { userIdJson: idJson }),
    members,
  };
}
